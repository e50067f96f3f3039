import { ExportError } from '../contract/errors.ts';

/** What a call rejects with after its signal was aborted. */
export function aborted(message = 'The export was cancelled.'): ExportError {
  return new ExportError({ code: 'cancelled', message });
}
