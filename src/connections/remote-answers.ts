import * as v from 'valibot';
import type { Failure } from '../contract/errors.ts';
import { type Job, type JobId, STAGES, type StageId } from '../contract/job.ts';
import { LAYER_IDS } from '../contract/layers.ts';
import type { ExportRequest } from '../contract/request.ts';

/**
 * Exactly the fields of the public API; `size` belongs to a center or an address only. Of the options only what stands
 * for layers that were left out: no request has it unless the server named these layers, which only one that takes it does.
 */
export function requestBody(request: ExportRequest) {
  const { bbox, center, address, size, format, include, separate_files, options } = request;
  const area = bbox ? { bbox } : { center, address, size };
  const leftOut = options?.left_out && { left_out: options.left_out, terrain: options.terrain };
  return JSON.stringify({ ...area, format, include, separate_files, options: leftOut });
}

/** The answer to a creation; some servers count exports, others name them. */
export const CreatedSchema = v.looseObject({
  id: v.pipe(
    v.union([v.pipe(v.string(), v.nonEmpty()), v.pipe(v.number(), v.finite())]),
    v.transform((id): JobId => String(id)),
  ),
});

const ProgressSchema = v.object({
  stage: v.picklist(Object.keys(STAGES) as StageId[]),
  done: v.number(),
  total: v.number(),
});

/** A status answer. Fields that only some servers send are dropped where they make no sense. */
export const StatusSchema = v.looseObject({
  status: v.string(),
  download_url: v.fallback(v.optional(v.string()), undefined),
  progress: v.fallback(v.optional(ProgressSchema), undefined),
  message: v.fallback(v.optional(v.string()), undefined),
  failed_layers: v.fallback(v.optional(v.array(v.picklist(LAYER_IDS))), undefined),
});

/** An error answer. */
export const ErrorSchema = v.looseObject({
  message: v.fallback(v.optional(v.string()), undefined),
  errors: v.fallback(v.optional(v.record(v.string(), v.array(v.string()))), undefined),
});

/** A status answer as a job; a status that is not known yet counts as still running. */
export function statusJob(id: JobId, answer: v.InferOutput<typeof StatusSchema>): Job {
  switch (answer.status) {
    case 'pending':
      return { id, status: 'pending' };
    case 'done':
      return { id, status: 'done', ...(answer.download_url && { download_url: answer.download_url }) };
    case 'failed':
      return { id, status: 'failed', failure: exportFailure(answer) };
    default:
      return { id, status: 'processing', ...(answer.progress && { progress: answer.progress }) };
  }
}

function exportFailure({ message, failed_layers: layers }: v.InferOutput<typeof StatusSchema>): Failure {
  return {
    code: 'source-failed',
    message: message ? `The export failed: “${message}”` : 'The export failed, and the server gave no reason.',
    advice: 'Try again, or choose a smaller area.',
    ...(layers?.length && { layers }),
  };
}
