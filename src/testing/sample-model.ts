import type { FormatOptions } from '../contract/format-options.ts';
import type { FormatId } from '../contract/formats.ts';
import { LAYER_IDS } from '../contract/layers.ts';
import type { Scene } from '../engine/formats/format.ts';
import { createPace } from '../engine/pace.ts';
import type { MadeModel } from '../engine/pack-export.ts';
import { makeModel } from '../engine/run-export.ts';
import { sampleFeatures } from '../engine/sources/sample/sample-features.ts';
import { sampleTerrain } from '../engine/sources/sample/sample-terrain.ts';
import { sleep } from '../engine/sources/sleep.ts';
import { bboxFromCenter } from '../geo/bbox.ts';
import { SAMPLE_OPTIONS } from './sample-options.ts';
import { testScene } from './test-scene.ts';

/** The sample city with all its layers, as an export makes it. */
export function sampleModel(size: readonly [number, number] = [600, 600]): Promise<MadeModel> {
  const { signal } = new AbortController();
  const fetch = () => Promise.reject(new TypeError('no network in tests'));
  return makeModel(
    {
      id: 'sample',
      request: {
        bbox: bboxFromCenter([0, 0], size),
        format: 'stl',
        include: LAYER_IDS,
        separate_files: false,
        options: SAMPLE_OPTIONS,
      },
      features: sampleFeatures(),
      terrain: sampleTerrain(),
      context: { signal, fetch, sleep, progress: () => {} },
    },
    createPace(signal),
  );
}

/** A model as a writer gets it. */
export function modelScene({ city, layers }: MadeModel, format: FormatId, options: FormatOptions = {}): Scene {
  return testScene(layers, format, { ...options, city });
}
