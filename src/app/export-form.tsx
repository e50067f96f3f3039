import { areaProblem } from '../area/area.ts';
import { useArea } from '../area/area-store.ts';
import type { Connection } from '../contract/connection.ts';
import { toFailure } from '../contract/errors.ts';
import { describeBboxProblem } from '../geo/check-bbox.ts';
import { useCreateJob } from '../jobs/job-queries.ts';
import type { RequestChoices } from '../request/choices.ts';
import { RequestForm } from '../request/request-form.tsx';
import { useRequest } from '../request/request-store.ts';
import { toExportRequest } from '../request/to-export-request.ts';

interface ExportFormProps {
  readonly connection: Connection;
  readonly maxAreaKm2: number;
  /** The request went out. */
  readonly onExported: () => void;
}

/** The request form for the chosen area and connection. */
export function ExportForm({ connection, maxAreaKm2, onExported }: ExportFormProps) {
  const bbox = useArea((state) => state.bbox);
  const { choices, choicesChanged } = useRequest();
  const { mutate, reset, isPending, error } = useCreateJob();
  const { capabilities } = connection;
  const problem = bbox ? areaProblem(bbox, maxAreaKm2) : undefined;

  const change = (changed: RequestChoices) => {
    choicesChanged(changed);
    if (error) reset();
  };
  const submit = () => {
    if (!bbox) return;
    mutate({ connection, request: toExportRequest(choices, bbox, capabilities) });
    onExported();
  };

  return (
    <RequestForm
      capabilities={capabilities}
      value={choices}
      onChange={change}
      hasArea={bbox !== undefined}
      areaProblem={problem && describeBboxProblem(problem)}
      busy={isPending}
      fieldErrors={error ? toFailure(error).fields : undefined}
      onSubmit={submit}
    />
  );
}
