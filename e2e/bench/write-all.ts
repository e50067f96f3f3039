import type { FormatId } from '../../src/contract/formats.ts';
import type { Scene } from '../../src/engine/formats/format.ts';
import { WRITERS } from '../../src/engine/formats/writers.ts';

/** Reads the files of a model as the ZIP does, keeping nothing; gives their bytes. */
export async function writeAll(format: FormatId, scene: Scene): Promise<number> {
  const writer = await WRITERS[format]();
  let bytes = 0;
  for (const { chunks } of await writer(scene, 'bench')) {
    for await (const chunk of chunks) bytes += chunk.length;
  }
  return bytes;
}
