import * as v from 'valibot';
import { failureText } from '../../contract/errors.ts';
import { type Job, STAGES, type StageId } from '../../contract/job.ts';
import { LAYER_IDS } from '../../contract/layers.ts';

const StatusSchema = v.picklist(['pending', 'processing', 'done', 'failed'] satisfies Job['status'][]);

/** The answer to a creation. */
export const CreatedSchema = v.object({ id: v.string(), status: StatusSchema });

/** The answer to a status request. */
export const ExportSchema = v.object({
  id: v.string(),
  status: StatusSchema,
  progress: v.optional(
    v.pipe(
      v.object({
        stage: v.picklist(Object.keys(STAGES) as StageId[]),
        done: v.number(),
        total: v.pipe(v.number(), v.description('0 where it is not known')),
      }),
      v.description('Only while the status is processing'),
    ),
  ),
  download_url: v.optional(
    v.pipe(
      v.string(),
      v.url(),
      v.description('Only when the status is done; redirects to the ZIP, needs no header, expires after a day'),
    ),
  ),
  message: v.optional(v.pipe(v.string(), v.description('Only when the status is failed: why'))),
  failed_layers: v.optional(
    v.pipe(
      v.array(v.picklist(LAYER_IDS)),
      v.description(
        'Only when the status is failed because of a source: the layers that it gives. The same request may succeed with ' +
          'them in options.left_out in place of include (and options.terrain “flat” where the terrain is among them).',
      ),
    ),
  ),
});

export type ExportAnswer = v.InferOutput<typeof ExportSchema>;

/** Every error. */
export const ErrorSchema = v.object({
  message: v.string(),
  errors: v.optional(
    v.pipe(v.record(v.string(), v.array(v.string())), v.description('Only with 422: reasons per field')),
  ),
});

/** A job as the API tells it. */
export function exportAnswer({ id, status, progress, failure }: Job, downloadUrl: () => string): ExportAnswer {
  return {
    id,
    status,
    ...(status === 'processing' && progress ? { progress } : {}),
    ...(status === 'done' ? { download_url: downloadUrl() } : {}),
    ...(status === 'failed' && failure ? { message: failureText(failure) } : {}),
    ...(status === 'failed' && failure?.layers ? { failed_layers: [...failure.layers] } : {}),
  };
}
