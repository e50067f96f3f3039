import { type Job, STAGES, type StageId } from '../contract/job.ts';

/** Something that happened to an export. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  /** The stage that began then. */
  readonly stage?: StageId;
}

/** A server that stays away for hours must not fill the log. */
const MAX_LINES = 200;

/** The log with one more line; without it where the last line says the same. */
export function withLine(log: readonly LogLine[], line: LogLine): readonly LogLine[] {
  const last = log.at(-1);
  if ((last?.text === line.text && last.stage === line.stage) || log.length >= MAX_LINES) return log;
  return [...log, line];
}

/** What an answer of the engine tells that is worth a line. */
export function answerLine(job: Job, at: number): LogLine {
  switch (job.status) {
    case 'done':
      return { at, text: 'Ready' };
    case 'failed':
      return { at, text: job.failure?.message ?? 'Failed, without a reason' };
    default:
      if (job.progress) return { at, text: STAGES[job.progress.stage], stage: job.progress.stage };
      return { at, text: job.status === 'pending' ? 'Waiting to start' : 'Making the model' };
  }
}
