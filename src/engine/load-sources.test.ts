import { describe, expect, test } from 'vitest';
import { ExportError } from '../contract/errors.ts';
import type { LayerId } from '../contract/layers.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import { withoutLayers } from '../contract/without-layers.ts';
import { SAMPLE_OPTIONS } from '../testing/sample-options.ts';
import { loadSources } from './load-sources.ts';
import type { ExportInput } from './run-export.ts';
import { sampleFeatures } from './sources/sample/sample-features.ts';
import { sleep } from './sources/sleep.ts';
import type { FeatureSource, TerrainSource } from './sources/source.ts';
import { flatSource } from './sources/terrain/flat-source.ts';

const failing = (message: string) => async (): Promise<never> => {
  throw new ExportError({ code: 'source-failed', message, advice: 'Try again.' });
};

function input(include: LayerId[], changes: Partial<ExportInput> = {}, left_out?: LayerId[]): ExportInput {
  const options = { ...SAMPLE_OPTIONS, data: 'overpass', terrain: 'flat' } as const;
  const request: ResolvedRequest = {
    bbox: [0, 0, 0.002, 0.002],
    format: 'stl',
    include,
    separate_files: false,
    options: { ...options, ...(left_out && { left_out }) },
  };
  const signal = new AbortController().signal;
  return {
    id: 'x',
    request,
    features: sampleFeatures(),
    terrain: flatSource(),
    context: { signal, fetch: failing('no network'), sleep, progress: () => {} },
    ...changes,
  };
}

const load = (given: ExportInput) => loadSources(given, () => () => {});

describe('a source that fails', () => {
  test('of ground heights concerns the terrain', async () => {
    const terrain: TerrainSource = { load: failing('No tiles.') };
    await expect(load(input(['terrain', 'buildings'], { terrain }))).rejects.toMatchObject({
      failure: { code: 'source-failed', message: 'No tiles.', layers: ['terrain'] },
    });
  });

  test('of features concerns all layers but the terrain', async () => {
    const features: FeatureSource = { load: failing('No map.') };
    await expect(load(input(['terrain', 'buildings', 'trees'], { features }))).rejects.toMatchObject({
      failure: { message: 'No map.', layers: ['buildings', 'trees'] },
    });
  });

  test('concerns nothing where it is an abort', async () => {
    const abort = new AbortController();
    const terrain: TerrainSource = {
      load: async () => {
        abort.abort();
        abort.signal.throwIfAborted();
        throw new Error('unreachable');
      },
    };
    await expect(load(input(['terrain'], { terrain }))).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('what the user left out', () => {
  test('is noted, and features that nothing needs are not asked for', async () => {
    const features: FeatureSource = { load: failing('No map.') };
    const { data, notes, sources } = await load(input(['terrain'], { features }, ['buildings']));
    expect(data.ways.size).toBe(0);
    expect(notes.map(({ note }) => note)).toEqual([
      'Buildings: left out at the user’s choice, because its data could not be had.',
    ]);
    expect(sources.map(({ id }) => id)).toEqual(['flat']);
  });

  test('does not keep features from the layers that are wanted', async () => {
    const { sources } = await load(input(['buildings'], {}, ['terrain']));
    expect(sources.map(({ id }) => id)).toEqual(['sample', 'flat']);
  });
});

describe('a request without layers', () => {
  test('stands on flat ground without the terrain', () => {
    const request = { center: [7, 51] as [number, number], include: ['terrain' as const, 'buildings' as const] };
    expect(withoutLayers(request, ['terrain'])).toEqual({
      center: [7, 51],
      include: ['buildings'],
      options: { terrain: 'flat', left_out: ['terrain'] },
    });
  });

  test('keeps what was left out before, and is none where nothing is left', () => {
    const request = { include: ['terrain' as const], options: { left_out: ['trees' as const] } };
    expect(withoutLayers(request, ['buildings'])).toEqual({
      include: ['terrain'],
      options: { left_out: ['buildings', 'trees'] },
    });
    expect(withoutLayers(request, ['terrain'])).toBeUndefined();
  });
});
