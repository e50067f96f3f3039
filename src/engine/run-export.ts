import type { JobId, Progress } from '../contract/job.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import { localFrame } from '../geo/local-frame.ts';
import { buildCity } from './city/build-city.ts';
import { createGround } from './city/ground.ts';
import { createOddities } from './city/oddities.ts';
import { checkCrs } from './formats/map-crs.ts';
import { loadSources } from './load-sources.ts';
import { layerMeshes } from './mesh/layer-meshes.ts';
import { createPace, type Pace } from './pace.ts';
import { type ExportResult, type MadeModel, packExport } from './pack-export.ts';
import { loadPolygonKernel } from './polygon/polygon-kernel.ts';
import type { FeatureSource, SourceContext, TerrainSource } from './sources/source.ts';
import { createStages } from './stages.ts';
import { withoutEmpty } from './without-empty.ts';

/** Everything an export depends on. */
export interface ExportInput {
  /** Begins the names of the files in the ZIP. */
  readonly id: JobId;
  readonly request: ResolvedRequest;
  readonly features: FeatureSource;
  readonly terrain: TerrainSource;
  readonly context: Omit<SourceContext, 'progress'> & { readonly progress: (progress: Progress) => void };
  /** Resolves when this export may compute, once its data is there; absent where there are no others. */
  readonly turn?: () => Promise<void>;
}

/**
 * The whole way from a request to its ZIP. The same request and source data give the same bytes.
 * @throws ExportError from a source or a writer; the signal's reason on abort
 */
export async function runExport(input: ExportInput): Promise<ExportResult> {
  const pace = createPace(input.context.signal);
  const made = await makeModel(input, pace);
  return packExport(made, pace, createStages(input.context.progress));
}

/** Everything up to the meshes: what the formats are written from. */
export async function makeModel(input: ExportInput, pace: Pace): Promise<MadeModel> {
  const { id, request } = input;
  const stage = createStages(input.context.progress);
  const frame = localFrame(request.bbox);
  checkCrs(request.options.crs, frame);
  const kernel = await loadPolygonKernel();
  const oddities = createOddities();
  const { data, grid, sources, notes: sourceNotes } = await loadSources(input, stage);
  await input.turn?.();
  stage('city')(0, 0);
  const ground = createGround(grid, frame);
  const city = await buildCity({ request, data, frame, ground, kernel, oddities, pace, progress: stage('city') });
  const meshes = await layerMeshes({ city, request, kernel, oddities, pace, progress: stage('mesh') });
  const { full: layers, notes: emptyLayers } = withoutEmpty(meshes);
  return { id, request, frame, city, layers, oddities, sources, notes: [...sourceNotes, ...emptyLayers] };
}
