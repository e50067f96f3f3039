import { useId } from 'react';
import { areaProblem } from '../area/area.ts';
import { useArea } from '../area/area-store.ts';
import type { Connection } from '../contract/connection.ts';
import { toFailure } from '../contract/errors.ts';
import { describeBboxProblem } from '../geo/check-bbox.ts';
import { useCreateJob } from '../jobs/job-queries.ts';
import type { RequestChoices } from '../request/choices.ts';
import type { ExportBarProps } from '../request/export-bar.tsx';
import { areaError, withoutArea } from '../request/field-errors.ts';
import type { RequestFormProps } from '../request/request-form.tsx';
import { useRequest } from '../request/request-store.ts';
import { toExportRequest } from '../request/to-export-request.ts';

/**
 * What the request form and the export bar need to export the chosen area.
 * @param maxAreaKm2 the limit of the connection and the chosen data
 * @param onExported the request went out
 */
export function useExport(
  connection: Connection,
  maxAreaKm2: number,
  onExported: () => void,
): { areaRefusal: string | undefined; form: RequestFormProps; bar: ExportBarProps } {
  const id = useId();
  const bbox = useArea((state) => state.bbox);
  const { choices, choicesChanged } = useRequest();
  const { create, reset, isPending, error, sent } = useCreateJob();
  const { capabilities } = connection;
  const problem = bbox && areaProblem(bbox, maxAreaKm2);
  const refusals = error ? toFailure(error).fields : undefined;
  const isSameArea = JSON.stringify(sent?.bbox) === JSON.stringify(bbox);
  const fieldErrors = isSameArea ? refusals : withoutArea(refusals);
  const shared = { capabilities, value: choices, fieldErrors };

  const onChange = (changed: RequestChoices) => {
    choicesChanged(changed);
    if (error) reset();
  };
  const onSubmit = () => {
    if (!bbox) return;
    create({ connection, request: toExportRequest(choices, bbox, capabilities), onSent: onExported });
  };
  return {
    areaRefusal: areaError(fieldErrors),
    form: { ...shared, id, onChange, onSubmit },
    bar: {
      ...shared,
      form: id,
      hasArea: bbox !== undefined,
      areaProblem: problem && describeBboxProblem(problem),
      busy: isPending,
    },
  };
}
