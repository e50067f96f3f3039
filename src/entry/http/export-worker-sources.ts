import { ExportError } from '../../contract/errors.ts';
import type { EngineOptions } from '../../contract/options.ts';
import { featureSources, terrainSources } from '../../engine/engine.ts';
import type { FeatureSource, TerrainSource } from '../../engine/sources/source.ts';
import { featuresFrom, terrainFrom } from '../node/node-sources.ts';
import type { WorkerSettings } from './export-pool-messages.ts';

export interface ChosenSources {
  readonly features: FeatureSource;
  readonly terrain: TerrainSource;
}

/**
 * The sources of one thread; they live as long as it does, so that files are read once and answers serve again.
 * @param asked told as soon as an export needs no Overpass server any more
 */
export function workerSources(
  { config, featuresFile, terrainFiles }: WorkerSettings,
  asked: () => void,
): (options: EngineOptions) => Promise<ChosenSources> {
  const named = featureSources(config);
  const features = { ...named, overpass: telling(named.overpass, asked) };
  const terrain = terrainSources(config);
  const ownFeatures = readOnce(async () => {
    if (featuresFile === undefined) throw noFile('map data');
    return featuresFrom(featuresFile, config);
  });
  const ownTerrain = readOnce(async () => {
    if (terrainFiles.length === 0) throw noFile('ground heights');
    return terrainFrom(terrainFiles, config);
  });
  return async (options) => ({
    features: options.data === 'file' ? await ownFeatures() : features[options.data],
    terrain: options.terrain === 'file' ? await ownTerrain() : terrain[options.terrain],
  });
}

function telling(source: FeatureSource, asked: () => void): FeatureSource {
  return { load: (bbox, context) => source.load(bbox, context).finally(asked) };
}

/** Keeps what was read; a failure is not kept, as the file may be there the next time. */
function readOnce<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= read().catch((error) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}

function noFile(what: string): ExportError {
  return new ExportError({
    code: 'invalid-request',
    message: `This server has no file of its own to read ${what} from.`,
    advice: 'Choose another source.',
  });
}
