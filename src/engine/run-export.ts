import type { JobId, Progress, StageId } from '../contract/job.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import { type LocalFrame, localFrame } from '../geo/local-frame.ts';
import { buildCity } from './city/build-city.ts';
import type { City } from './city/city.ts';
import { createGround } from './city/ground.ts';
import { createOddities, type Oddities } from './city/oddities.ts';
import type { OutputFile } from './formats/format.ts';
import { writeModel } from './formats/write-model.ts';
import { type LayerSolids, layerSolids } from './layer-solids.ts';
import { licenseText, modelComments } from './license.ts';
import type { LayerMesh } from './mesh/layer-mesh.ts';
import { layerMeshes } from './mesh/layer-meshes.ts';
import { createPace, type Pace } from './pace.ts';
import { loadPolygonKernel } from './polygon/polygon-kernel.ts';
import { createReport, type Report, type ReportFile, reportText } from './report.ts';
import { SOFTWARE } from './software.ts';
import type {
  FeatureResult,
  FeatureSource,
  SourceContext,
  SourceRecord,
  TerrainResult,
  TerrainSource,
} from './sources/source.ts';
import { withoutEmpty } from './without-empty.ts';
import { packZip } from './zip.ts';

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

/**
 * The whole way from a request to its ZIP. The same request and source data give the same bytes.
 * @throws ExportError from a source or a writer; the signal's reason on abort
 */
export async function runExport(input: ExportInput): Promise<ExportResult> {
  const { request, context } = input;
  const pace = createPace(context.signal);
  const stage = (id: StageId) => (done: number, total: number) => context.progress({ stage: id, done, total });
  const frame = localFrame(request.bbox);
  const kernel = await loadPolygonKernel();
  const oddities = createOddities();

  const { features, terrain } = await loadSources(input, stage);
  const ground = createGround(terrain.grid, frame);
  const { data } = features;
  const city = await buildCity({ request, data, frame, ground, kernel, oddities, pace, progress: stage('city') });
  const meshes = await layerMeshes({ city, request, kernel, oddities, pace, progress: stage('mesh') });
  const { full: layers, notes: emptyLayers } = withoutEmpty(meshes);
  stage('write')(0, 0);
  const sources = [features.source, ...terrain.sources];
  const notes = [...features.notes, ...terrain.notes, ...emptyLayers];
  return pack({ input, frame, city, layers, oddities, sources, notes, pace }, stage('zip'));
}

/** Both sources at once; what is shown is the one that is still waited for. */
async function loadSources(
  { request, features, terrain, context }: ExportInput,
  stage: (id: StageId) => SourceContext['progress'],
): Promise<{ features: FeatureResult; terrain: TerrainResult }> {
  let waitingForFeatures = true;
  const terrainProgress = stage('terrain');
  stage('features')(0, 0);
  const abort = new AbortController();
  const signal = AbortSignal.any([context.signal, abort.signal]);
  const loading = Promise.all([
    features.load(request.bbox, { ...context, signal, progress: stage('features') }).finally(() => {
      waitingForFeatures = false;
      terrainProgress(0, 0);
    }),
    terrain.load(request.bbox, {
      ...context,
      signal,
      progress: (done, total) => !waitingForFeatures && terrainProgress(done, total),
    }),
  ]);
  try {
    const [loadedFeatures, loadedTerrain] = await loading;
    return { features: loadedFeatures, terrain: loadedTerrain };
  } catch (error) {
    abort.abort();
    throw error;
  }
}

interface Made {
  readonly input: ExportInput;
  readonly frame: LocalFrame;
  readonly city: City;
  readonly layers: readonly LayerMesh[];
  readonly oddities: Oddities;
  readonly sources: readonly SourceRecord[];
  readonly notes: Report['notes'];
  readonly pace: Pace;
}

/** The model first, then the report, which tells the files' sizes, then the licences. */
async function pack(made: Made, progress: (done: number, total: number) => void): Promise<ExportResult> {
  const { id, request, context } = made.input;
  const { format, separate_files: separateFiles } = request;
  const comments = modelComments(SOFTWARE, made.sources);
  const model = await writeModel({ format, layers: made.layers, separateFiles, id, comments });
  const files: ReportFile[] = [];
  let report: Report | undefined;
  async function* entries(): AsyncGenerator<OutputFile> {
    for (const file of model) yield counted(file, files);
    const solids: LayerSolids[] = [];
    for (const layer of made.layers) solids.push(await layerSolids(layer, made.pace));
    const { buildings } = made.city;
    report = createReport({ ...made, ...made.oddities, software: SOFTWARE, request, buildings, solids, files });
    yield textFile('report.json', reportText(report));
    yield textFile('LICENSE.txt', licenseText(SOFTWARE, made.sources));
  }
  const zip = await packZip(entries(), progress, context.signal);
  return { zip, report: report as Report };
}

/** The same file, noted with its size once it was read. */
function counted({ name, chunks }: OutputFile, files: ReportFile[]): OutputFile {
  function* counting() {
    let bytes = 0;
    for (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
    files.push({ name, bytes });
  }
  return { name, chunks: counting() };
}

function textFile(name: string, text: string): OutputFile {
  return { name, chunks: [new TextEncoder().encode(text)] };
}
