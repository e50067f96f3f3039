import { ExportError } from '../../contract/errors.ts';

const ADVICE = 'Save the file and open it with another program.';

/** A model file that cannot be shown, and why. */
export function unreadable(fileName: string, reason: string, cause?: unknown): ExportError {
  return new ExportError(
    { code: 'bad-file', message: `${fileName} cannot be shown: ${reason}.`, advice: ADVICE },
    { cause },
  );
}
