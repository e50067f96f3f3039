import type { Scene, WriteFormat } from '../../src/engine/formats/format.ts';

/** Reads the files of a model as the ZIP does, keeping nothing; gives their bytes. */
export async function writeAll(write: WriteFormat, scene: Scene): Promise<number> {
  let bytes = 0;
  for (const { chunks } of await write(scene, 'bench')) {
    for await (const chunk of chunks) bytes += chunk.length;
  }
  return bytes;
}
