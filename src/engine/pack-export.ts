import { appliesTo } from '../contract/format-settings.ts';
import { FORMATS, type FormatId } from '../contract/formats.ts';
import type { JobId } from '../contract/job.ts';
import { formatsOf, type ResolvedRequest } from '../contract/request.ts';
import type { LocalFrame } from '../geo/local-frame.ts';
import type { City } from './city/city.ts';
import type { Oddities } from './city/oddities.ts';
import type { OutputFile, Scene } from './formats/format.ts';
import { georeferenceText } from './formats/georeference.ts';
import { type CountedFile, countBytes, textFile } from './formats/output-files.ts';
import { type WrittenFormat, writeModel } from './formats/write-model.ts';
import { allSolids } from './layer-solids.ts';
import { attributions, licenseText, modelComments } from './license.ts';
import type { LayerMesh } from './mesh/layer-mesh.ts';
import type { Pace } from './pace.ts';
import { createReport, type Report, reportText } from './report.ts';
import { SOFTWARE } from './software.ts';
import type { SourceNote, SourceRecord } from './sources/source.ts';
import type { Stages } from './stages.ts';
import { packZip } from './zip.ts';

/** What an export made, to be written. */
export interface MadeModel {
  readonly id: JobId;
  readonly request: ResolvedRequest;
  readonly frame: LocalFrame;
  readonly city: City;
  readonly layers: readonly LayerMesh[];
  readonly oddities: Oddities;
  readonly sources: readonly SourceRecord[];
  readonly notes: readonly SourceNote[];
}

export interface ExportResult {
  readonly zip: Blob;
  readonly report: Report;
}

/** Writes the model into a ZIP, then where it lies, then the report, which tells the model's file sizes, then the licences. */
export async function packExport(made: MadeModel, pace: Pace, stage: Stages): Promise<ExportResult> {
  const { request, layers, sources } = made;
  const written = await writeModel(
    {
      ...made,
      formats: formatsOf(request),
      separateFiles: request.separate_files,
      options: request.options,
      comments: modelComments(SOFTWARE, sources),
      attributions: attributions(sources),
    },
    pace,
    stage,
  );
  const model: CountedFile[] = written.flatMap(({ files }) => files.map(countBytes));
  let report: Report | undefined;
  async function* files(): AsyncGenerator<OutputFile> {
    yield* model;
    yield* georeference(made, written);
    report = createReport({
      ...made,
      ...made.oddities,
      software: SOFTWARE,
      buildings: made.city.buildings,
      solids: await solids,
      fused: written.flatMap(({ fused }) => fused),
      files: model.map(({ name, bytes }) => ({ name, bytes })),
    });
    yield textFile('report.json', reportText(report));
    yield textFile('LICENSE.txt', licenseText(SOFTWARE, sources));
  }
  // The platform deflates beside this thread, which checks the bodies meanwhile.
  const solids = allSolids(layers, pace);
  const [zip] = await Promise.all([packZip(files(), stage('zip'), pace.signal), solids]);
  return { zip, report: report as Report };
}

/** Whether a file was asked for without the reference system that it could have. */
function isLocal(format: FormatId, { settings }: Scene): boolean {
  return appliesTo('crs', format) && settings.crs === 'local';
}

/** The text that says where the model lies, for the files that do not say it themselves. */
function georeference({ frame }: MadeModel, written: readonly WrittenFormat[]): OutputFile[] {
  const files = written
    .filter(({ format, scene }) => !FORMATS[format].georeferenced || isLocal(format, scene))
    .flatMap(({ format, files, scene }) =>
      files
        .filter(({ name }) => name.endsWith(`.${FORMATS[format].extension}`))
        .map(({ name }) => ({ name, placement: scene.placement })),
    );
  return files.length === 0 ? [] : [textFile('GEOREFERENCE.txt', georeferenceText(frame, files))];
}
