import type { FormatOptions } from '../../src/contract/format-options.ts';
import type { FormatId } from '../../src/contract/formats.ts';
import type { Scene } from '../../src/engine/formats/format.ts';
import { WRITERS } from '../../src/engine/formats/writers.ts';
import { modelScene, sampleModel } from '../../src/testing/sample-model.ts';
import { hillsMesh } from '../../src/testing/scenes.ts';
import { testScene } from '../../src/testing/test-scene.ts';
import { leastTime } from './measure.ts';
import { writeAll } from './write-all.ts';

/** How fast a format was written. */
export interface TextSpeed {
  readonly format: FormatId;
  readonly what: string;
  readonly bytes: number;
  /** Milliseconds. */
  readonly time: number;
}

const MESH_FORMATS: readonly (readonly [FormatId, FormatOptions])[] = [
  ['stl', { encoding: 'ascii' }],
  ['obj', {}],
  ['ply', { encoding: 'ascii' }],
  ['dae', {}],
  ['dxf', {}],
  ['usdz', {}],
];
const MEANING_FORMATS = ['cityjson', 'cityjsonseq', 'geojson', 'ifc', 'svg'] as const;

async function speed(format: FormatId, scene: Scene, what: string): Promise<TextSpeed> {
  const write = await WRITERS[format]();
  let bytes = 0;
  const time = await leastTime(async () => {
    bytes = await writeAll(write, scene);
  });
  return { format, what, bytes, time };
}

const speeds: TextSpeed[] = [];
const hills = hillsMesh(500);
for (const [format, options] of MESH_FORMATS) {
  speeds.push(await speed(format, testScene([hills], format, options), 'a million triangles'));
}
const model = await sampleModel([1000, 1000]);
for (const format of MEANING_FORMATS) {
  speeds.push(await speed(format, modelScene(model, format), 'the sample city, 1 km²'));
}
console.log(JSON.stringify(speeds));
