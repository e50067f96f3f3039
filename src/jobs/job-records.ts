import * as v from 'valibot';
import { type AreaSketch, SKETCH_KINDS } from '../contract/area-sketch.ts';
import type { Connection } from '../contract/connection.ts';
import type { Failure } from '../contract/errors.ts';
import { STAGES, type StageId } from '../contract/job.ts';
import { type ExportRequest, ExportRequestSchema } from '../contract/request.ts';
import type { LogLine } from './job-log.ts';
import type { TrackedJob } from './job-store.ts';

/** Older exports have expired everywhere. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

const FailureSchema = v.custom<Failure>((value) =>
  v.is(v.looseObject({ code: v.string(), message: v.string(), advice: v.optional(v.string()) }), value),
);

const LogLineSchema = v.object({
  at: v.number(),
  text: v.string(),
  stage: v.exactOptional(v.picklist(Object.keys(STAGES) as StageId[])),
});

const SketchSchema = v.object({
  width: v.number(),
  height: v.number(),
  paths: v.partial(v.object(v.entriesFromList(SKETCH_KINDS, v.string()))),
});

const JobRecordSchema = v.object({
  key: v.string(),
  title: v.string(),
  request: v.custom<ExportRequest>((value) => v.is(ExportRequestSchema, value)),
  createdAt: v.number(),
  /** The visit that it was started in. */
  page: v.string(),
  /** Where it runs; absent for the engine in the page. */
  endpoint: v.optional(v.string()),
  /** Its id there, once it is known. */
  id: v.optional(v.string()),
  ended: v.optional(FailureSchema),
  endedAt: v.optional(v.number()),
  log: v.optional(v.custom<readonly LogLine[]>((value) => v.is(v.array(LogLineSchema), value))),
  sketch: v.optional(v.custom<AreaSketch>((value) => v.is(SketchSchema, value))),
  /** Its ZIP is kept. */
  zip: v.optional(v.object({ bytes: v.number() })),
});

/** What stays of an export over a reload. No token, and no download address. */
export type JobRecord = v.InferOutput<typeof JobRecordSchema>;

/** Where records are kept. */
export interface JobRecords {
  /** Everything that is kept, in whatever shape an earlier version left it. */
  all(): Promise<readonly unknown[]>;
  put(record: JobRecord): Promise<void>;
  delete(key: string): Promise<void>;
}

export function recordOf(job: TrackedJob): JobRecord {
  const { key, title, request, createdAt, page, connection, created, ended, endedAt, log, sketch, zip } = job;
  const { endpoint } = connection;
  return {
    key,
    title,
    request,
    createdAt,
    page,
    ...(endpoint !== undefined && { endpoint }),
    ...(endpoint !== undefined && created && { id: created.id }),
    ...(ended && { ended }),
    ...(endedAt !== undefined && { endedAt }),
    log,
    ...(sketch && { sketch }),
    ...(zip && { zip }),
  };
}

/** The records that make sense to this version and are not too old, the newest first. */
export function readRecords(kept: readonly unknown[], now: number): JobRecord[] {
  return kept
    .flatMap((value) => {
      const parsed = v.safeParse(JobRecordSchema, value);
      return parsed.success ? [parsed.output] : [];
    })
    .filter(({ createdAt }) => now - createdAt < KEPT_MS)
    .toSorted((a, b) => b.createdAt - a.createdAt);
}

/** Whether an export is still in the hands of the page that started it. */
export function needsItsPage({ endpoint, id, ended, zip }: JobRecord): boolean {
  return !zip && ended === undefined && (endpoint === undefined || id === undefined);
}

/** An export of an earlier visit, as it can be followed now. */
export function trackedFrom(record: JobRecord, connection: Connection): TrackedJob {
  const { key, title, request, createdAt, page, id, endedAt, log = [], sketch, zip } = record;
  const ended = record.ended ?? (needsItsPage(record) ? interruption(record) : undefined);
  return {
    key,
    title,
    request,
    createdAt,
    page,
    connection,
    abort: new AbortController(),
    restored: true,
    log,
    ...(sketch && { sketch }),
    ...(id !== undefined && { created: { id, status: 'pending' } }),
    ...(zip && { zip, created: { id: id ?? key, status: 'done' } }),
    ...(ended && { ended }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

function interruption({ endpoint }: JobRecord): Failure {
  if (endpoint === undefined) {
    return {
      code: 'interrupted',
      message: 'The page was closed or reloaded while the export ran in it, or before its ZIP was kept.',
      advice: 'Run it again: that is free, and the data that was fetched within a day is used again.',
    };
  }
  return {
    code: 'interrupted',
    message: `The page was closed before ${new URL(endpoint).host} answered. The export may have been created all the same.`,
    advice: 'Look into your account for the export before you try again, so that you do not pay for it twice.',
    mayExist: true,
  };
}
