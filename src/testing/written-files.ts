import type { FormatId } from '../contract/formats.ts';
import { writeModel } from '../engine/formats/write-model.ts';
import type { LayerMesh } from '../engine/mesh/layer-mesh.ts';
import { readFile } from './read-models.ts';
import { testPace, testStages } from './test-pace.ts';
import { testCity } from './test-scene.ts';

/** What our own writer makes of some layers: name and bytes of each file. */
export async function writtenFiles(
  format: FormatId,
  layers: readonly LayerMesh[],
  id: string,
  separateFiles = false,
): Promise<[name: string, bytes: Uint8Array<ArrayBuffer>][]> {
  const input = { layers, city: testCity(), separateFiles, id, options: {}, comments: ['Made with Cityclip'] };
  const written = await writeModel({ ...input, formats: [format], attributions: [] }, testPace(), testStages);
  const files = written.flatMap((one) => one.files);
  return Promise.all(files.map(async (file) => [file.name, await readFile(file)] as [string, Uint8Array<ArrayBuffer>]));
}
