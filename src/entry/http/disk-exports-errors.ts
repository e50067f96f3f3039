import { ExportError, type Failure } from '../../contract/errors.ts';
import type { JobId } from '../../contract/job.ts';
import type { ExportRecord } from './disk-exports-record.ts';

/** How often an export is begun before it counts as one that ends the server. */
export const MAX_ATTEMPTS = 2;
/** Seconds after which a queue is worth another try. */
const RETRY_AFTER = 30;

export function gaveUp(attempts: number): Failure {
  return {
    code: 'internal',
    message: `The server stopped ${attempts} times while it made this export.`,
    advice: 'Try again with a smaller area. If it happens again, please report it.',
  };
}

export function busy(message: string): ExportError {
  return new ExportError({ code: 'busy', message, advice: 'Try again in a moment.', retryAfter: RETRY_AFTER });
}

export function tooManyOwn(own: number, limit: number): ExportError {
  return new ExportError({
    code: 'rate-limited',
    message: `${own} of your exports are unfinished, and no more than ${limit} may be.`,
    advice: 'Wait until some are done, or cancel some.',
    retryAfter: RETRY_AFTER,
  });
}

export function notFound(id: JobId): ExportError {
  return new ExportError({ code: 'not-found', message: `There is no export ${id}.` });
}

export function notReady({ id, failure }: ExportRecord): ExportError {
  const message = failure ? `Export ${id} has no ZIP: ${failure.message}` : `Export ${id} is not done yet.`;
  return new ExportError({ code: 'not-ready', message });
}

export function expired(id: JobId, maxAgeDays: number): ExportError {
  return new ExportError({
    code: 'expired',
    message: `Export ${id} has expired: exports are kept for ${maxAgeDays} days, and less where space is short.`,
    advice: 'Run it again.',
  });
}

/** A record or a ZIP that the disk does not take. Its place is the server's business: only the reason is told. */
export function notKept(what: string, cause: unknown): ExportError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new ExportError(
    {
      code: 'internal',
      message: `The server could not keep ${what}: ${code === 'ENOSPC' ? 'its disk is full' : (code ?? message)}.`,
      advice: 'Tell whoever runs this server, and try again later.',
    },
    { cause },
  );
}
