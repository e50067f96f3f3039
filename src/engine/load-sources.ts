import { ExportError } from '../contract/errors.ts';
import type { StageId } from '../contract/job.ts';
import { LAYERS, type LayerId } from '../contract/layers.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import type { ExportInput } from './run-export.ts';
import type { HeightGrid } from './sources/height-grid.ts';
import type { OsmData } from './sources/osm-data.ts';
import type { FeatureResult, SourceContext, SourceNote, SourceRecord } from './sources/source.ts';

/** What the sources gave for an export. */
interface SourceData {
  readonly data: OsmData;
  readonly grid: HeightGrid;
  readonly sources: readonly SourceRecord[];
  readonly notes: readonly SourceNote[];
}

const NO_FEATURES: OsmData = { nodes: [], ways: new Map(), relations: [] };

/**
 * Both sources at once; what is shown is the one that is still waited for. The features are not asked for where the user
 * gave up all layers that need them.
 * @throws ExportError that names the layers it concerns
 */
export async function loadSources(
  { request, features, terrain, context }: ExportInput,
  stage: (id: StageId) => SourceContext['progress'],
): Promise<SourceData> {
  let waitingForFeatures = true;
  const terrainProgress = stage('terrain');
  stage('features')(0, 0);
  const abort = new AbortController();
  const signal = AbortSignal.any([context.signal, abort.signal]);
  const loadFeatures = async (): Promise<FeatureResult | undefined> => {
    if (!needsFeatures(request)) return undefined;
    return features.load(request.bbox, { ...context, signal, progress: stage('features') });
  };
  const loading = Promise.all([
    loadFeatures()
      .catch(concerning(request.include.filter(isFromFeatures)))
      .finally(() => {
        waitingForFeatures = false;
        terrainProgress(0, 0);
      }),
    terrain
      .load(request.bbox, {
        ...context,
        signal,
        progress: (done, total) => !waitingForFeatures && terrainProgress(done, total),
      })
      .catch(concerning(['terrain'])),
  ]);
  try {
    const [loaded, ground] = await loading;
    return {
      data: loaded?.data ?? NO_FEATURES,
      grid: ground.grid,
      sources: uniqueSources([...(loaded ? [loaded.source] : []), ...ground.sources]),
      notes: [...(loaded?.notes ?? []), ...ground.notes, ...leftOutNotes(request)],
    };
  } catch (error) {
    abort.abort();
    throw error;
  }
}

function isFromFeatures(layer: LayerId): boolean {
  return layer !== 'terrain';
}

function needsFeatures({ include, options }: ResolvedRequest): boolean {
  return include.some(isFromFeatures) || !options.left_out?.some(isFromFeatures);
}

/** Adds to a failure the layers that cannot be made because of it. */
function concerning(layers: readonly LayerId[]): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof ExportError) || layers.length === 0) throw error;
    throw new ExportError({ ...error.failure, layers }, { cause: error });
  };
}

function leftOutNotes({ options }: ResolvedRequest): SourceNote[] {
  return (options.left_out ?? []).map((layer) => ({
    note: `${LAYERS[layer].label}: left out at the user’s choice, because its data could not be had.`,
    count: 1,
  }));
}

/** The sample city's features and terrain are one source. */
function uniqueSources(sources: readonly SourceRecord[]): SourceRecord[] {
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()];
}
