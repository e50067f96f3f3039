import type { FormatOptions } from '../../src/contract/format-options.ts';
import { FORMATS, type FormatId } from '../../src/contract/formats.ts';
import type { Scene } from '../../src/engine/formats/format.ts';
import { WRITERS } from '../../src/engine/formats/writers.ts';
import { modelScene, sampleModel } from '../../src/testing/sample-model.ts';
import { hillsMesh } from '../../src/testing/scenes.ts';
import { testScene } from '../../src/testing/test-scene.ts';
import { leastTime, type Ratio } from './measure.ts';
import { writeAll } from './write-all.ts';

/** Megabytes per second that a text format should be written with. */
const LEAST = 200;

const MESH_FORMATS: readonly (readonly [FormatId, FormatOptions])[] = [
  ['stl', { encoding: 'ascii' }],
  ['obj', {}],
  ['ply', { encoding: 'ascii' }],
  ['dae', {}],
  ['dxf', {}],
  ['usdz', {}],
];
const MEANING_FORMATS = ['cityjson', 'cityjsonseq', 'geojson', 'ifc', 'svg'] as const;

/** How fast text formats are written: of a million triangles, and of the sample city with all that is known of its objects. */
export async function textFormats(): Promise<Ratio[]> {
  const hills = hillsMesh(500);
  const ratios: Ratio[] = [];
  for (const [format, options] of MESH_FORMATS) {
    ratios.push(await speed(format, testScene([hills], format, options), 'a million triangles'));
  }
  const model = await sampleModel([1000, 1000]);
  for (const format of MEANING_FORMATS) {
    ratios.push(await speed(format, modelScene(model, format), 'the sample city, 1 km²'));
  }
  return ratios;
}

async function speed(format: FormatId, scene: Scene, what: string): Promise<Ratio> {
  const write = await WRITERS[format]();
  let bytes = 0;
  const time = await leastTime(async () => {
    bytes = await writeAll(write, scene);
  });
  const perSecond = bytes / time / 1000;
  return {
    what: `${LEAST} MB/s ÷ speed of ${FORMATS[format].label} as text, ${what}`,
    ratio: LEAST / perSecond,
    limit: 1,
    detail: `${(bytes / 1e6).toFixed(1)} MB in ${time.toFixed(0)} ms, ${perSecond.toFixed(0)} MB/s`,
  };
}
