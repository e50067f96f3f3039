import type { JobId, Progress, StageId } from '../contract/job.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import { localFrame } from '../geo/local-frame.ts';
import { buildCity } from './city/build-city.ts';
import { writeModel } from './formats/write-model.ts';
import { layerMeshes } from './mesh/layer-meshes.ts';
import { createPace } from './pace.ts';
import { loadPolygonKernel } from './polygon/polygon-kernel.ts';
import type { Report } from './report.ts';
import type { FeatureSource, SourceContext, TerrainSource } from './sources/source.ts';

/** Everything an export depends on. */
export interface ExportInput {
  /** Begins the names of the files in the ZIP. */
  readonly id: JobId;
  readonly request: ResolvedRequest;
  readonly features: FeatureSource;
  readonly terrain: TerrainSource;
  readonly context: Omit<SourceContext, 'progress'> & { readonly progress: (progress: Progress) => void };
}

export interface ExportResult {
  readonly zip: Blob;
  readonly report: Report;
}
