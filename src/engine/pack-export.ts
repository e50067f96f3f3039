import type { JobId } from '../contract/job.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import type { LocalFrame } from '../geo/local-frame.ts';
import type { City } from './city/city.ts';
import type { Oddities } from './city/oddities.ts';
import type { OutputFile } from './formats/format.ts';
import { countBytes, textFile } from './formats/output-files.ts';
import { writeModel } from './formats/write-model.ts';
import { allSolids } from './layer-solids.ts';
import { licenseText, modelComments } from './license.ts';
import type { LayerMesh } from './mesh/layer-mesh.ts';
import type { Pace } from './pace.ts';
import { createReport, type Report, reportText } from './report.ts';
import { SOFTWARE } from './software.ts';
import type { SourceNote, SourceRecord } from './sources/source.ts';
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

/** Writes the model into a ZIP, then the report, which tells the model's file sizes, then the licences. */
export async function packExport(
  made: MadeModel,
  pace: Pace,
  progress: (done: number, total: number) => void,
): Promise<ExportResult> {
  const { id, request, layers, sources } = made;
  const { format, separate_files: separateFiles } = request;
  const comments = modelComments(SOFTWARE, sources);
  const model = (await writeModel({ format, layers, separateFiles, id, comments })).map(countBytes);
  const solids = await allSolids(layers, pace);
  let report: Report | undefined;
  function* files(): Generator<OutputFile> {
    yield* model;
    report = createReport({
      ...made,
      ...made.oddities,
      software: SOFTWARE,
      buildings: made.city.buildings,
      solids,
      files: model.map(({ name, bytes }) => ({ name, bytes })),
    });
    yield textFile('report.json', reportText(report));
    yield textFile('LICENSE.txt', licenseText(SOFTWARE, sources));
  }
  const zip = await packZip(files(), progress, pace.signal);
  return { zip, report: report as Report };
}
