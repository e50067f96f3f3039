import type { JobId } from '../../contract/job.ts';
import { type ExportRecord, isUnfinished } from './disk-exports-record.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How long and how much is kept. */
export interface Retention {
  readonly maxAgeDays: number;
  /** Bytes that all ZIPs may take together. */
  readonly quotaBytes: number;
}

/** Times its age limit that an export's record says `expired`, before it is forgotten. */
const REMEMBERED = 5;

export function isOverdue(record: ExportRecord, { maxAgeDays }: Retention, now: number): boolean {
  return !isUnfinished(record) && age(record, now) >= maxAgeDays * DAY;
}

/** What is to expire: what is too old, and the oldest ZIPs beyond the quota. The newest ZIP stays, however large. */
export function toExpire(records: Iterable<ExportRecord>, retention: Retention, now: number): JobId[] {
  const finished = [...records].filter((record) => record.status === 'done' || record.status === 'failed');
  const old = finished.filter((record) => isOverdue(record, retention, now));
  const young = finished.filter((record) => record.status === 'done' && !isOverdue(record, retention, now));
  young.sort((a, b) => endOf(b) - endOf(a));
  let bytes = 0;
  const beyond = young.filter(({ size = 0 }, index) => (bytes += size) > retention.quotaBytes && index > 0);
  return [...old, ...beyond].map(({ id }) => id);
}

/** What expired so long ago that even its record can go. */
export function toForget(records: Iterable<ExportRecord>, { maxAgeDays }: Retention, now: number): JobId[] {
  return [...records]
    .filter((record) => record.status === 'expired' && age(record, now) >= REMEMBERED * maxAgeDays * DAY)
    .map(({ id }) => id);
}

function age(record: ExportRecord, now: number): number {
  return now - endOf(record);
}

function endOf({ finished, created }: ExportRecord): number {
  return finished ?? created;
}
