import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import type { Failure } from '../../contract/errors.ts';
import type { Job, JobId, Progress } from '../../contract/job.ts';
import type { ResolvedRequest } from '../../contract/request.ts';

/** What the server knows of an export, as it lies on the disk. Times are milliseconds since 1970. */
export interface ExportRecord {
  readonly id: JobId;
  readonly owner: string;
  readonly request: ResolvedRequest;
  readonly status: Job['status'] | 'expired';
  /** How often it was begun. */
  readonly attempts: number;
  readonly created: number;
  /** When it was done or had failed. */
  readonly finished?: number;
  /** Bytes of the ZIP. */
  readonly size?: number;
  readonly failure?: Failure;
}

export const ID_PATTERN = /^[a-z0-9]{12}$/;

/** Loose where only this program writes: a record that it cannot use at all is told from one of its own. */
const RecordSchema = v.looseObject({
  id: v.pipe(v.string(), v.regex(ID_PATTERN)),
  owner: v.string(),
  request: v.looseObject({ bbox: v.array(v.number()), options: v.looseObject({}) }),
  status: v.picklist(['pending', 'processing', 'done', 'failed', 'expired']),
  attempts: v.number(),
  created: v.number(),
});

/** @returns the record that a file's text holds, or undefined where it holds none */
export function parseRecord(text: string): ExportRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return v.is(RecordSchema, value) ? (value as unknown as ExportRecord) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** 62 bits that cannot be guessed or counted through, fit for a file name on every system. */
export function newId(): JobId {
  return Array.from({ length: 12 }, () => randomInt(36).toString(36)).join('');
}

export function isUnfinished({ status }: ExportRecord): boolean {
  return status === 'pending' || status === 'processing';
}

/** The job as the API tells it. An expired one is not told, but thrown. */
export function toJob({ id, status, failure }: ExportRecord, progress?: Progress): Job {
  return {
    id,
    status: status === 'expired' ? 'failed' : status,
    ...(status === 'processing' && progress ? { progress } : {}),
    ...(failure ? { failure } : {}),
  };
}
