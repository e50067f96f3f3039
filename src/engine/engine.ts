import type { AppConfig } from '../contract/config.ts';
import { ExportError } from '../contract/errors.ts';
import type { DataId, TerrainId } from '../contract/options.ts';
import type { Geocode } from '../contract/request.ts';
import { JobRunner } from './job-runner.ts';
import { runExport } from './run-export.ts';
import { overpassSource } from './sources/overpass/overpass-source.ts';
import { photonGeocoder } from './sources/photon-geocoder.ts';
import { sampleFeatures } from './sources/sample/sample-features.ts';
import { sampleTerrain } from './sources/sample/sample-terrain.ts';
import { sleep } from './sources/sleep.ts';
import type { FeatureSource, Fetch, SourceCache, TerrainSource } from './sources/source.ts';
import { flatSource } from './sources/terrain/flat-source.ts';
import { terrariumSource } from './sources/terrain/terrarium-source.ts';

/** The engine with its public sources, as the worker and the server use it. */
export interface Engine {
  readonly jobs: JobRunner;
  readonly geocode: Geocode;
}

/**
 * Makes an engine whose sources live as long as it does: what they keep serves later exports of the same area.
 * @param cache keeps what was fetched for longer than that
 */
export function createEngine(config: AppConfig, fetch: Fetch, cache?: SourceCache): Engine {
  const features = featureSources(config);
  const terrain = terrainSources(config);
  const jobs = new JobRunner(async (id, request, { signal, progress, turn }) => {
    const { zip } = await runExport({
      id,
      request,
      features: chosen(features, request.options.data),
      terrain: chosen(terrain, request.options.terrain),
      context: { signal, progress, fetch, sleep, cache },
      turn,
    });
    return zip;
  });
  return { jobs, geocode: photonGeocoder(config.geocoder.url, fetch) };
}

function chosen<Id extends string, Source>(sources: Readonly<Record<Id, Source>>, id: Id | 'file'): Source {
  if (id in sources) return sources[id as Id];
  throw new ExportError({ code: 'invalid-request', message: 'This engine was given no file of your own to read.' });
}

/** The feature sources that need no file of the user's. */
export function featureSources(config: AppConfig): Record<DataId, FeatureSource> {
  return { overpass: overpassSource(config.overpass), sample: sampleFeatures() };
}

/** The terrain sources that need no file of the user's. */
export function terrainSources(config: AppConfig): Record<TerrainId, TerrainSource> {
  return { tiles: terrariumSource(config.terrain), sample: sampleTerrain(), flat: flatSource() };
}
