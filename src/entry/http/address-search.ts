import { ExportError } from '../../contract/errors.ts';
import type { Geocode } from '../../contract/request.ts';

/** The address search as a request needs it: with a time limit, and an unknown address being the request's mistake. */
export function addressSearch(geocode: Geocode, timeout: number): Geocode {
  return async (address, signal) => {
    const limit = AbortSignal.timeout(timeout);
    try {
      return await geocode(address, AbortSignal.any([signal, limit]));
    } catch (thrown) {
      if (thrown instanceof ExportError && thrown.failure.code === 'no-data') throw unknownAddress(thrown);
      if (limit.aborted && !signal.aborted) throw noAnswer(thrown);
      throw thrown;
    }
  };
}

function unknownAddress(cause: ExportError): ExportError {
  const { message, advice } = cause.failure;
  const fields = { address: ['is not known to the address search'] };
  return new ExportError({ code: 'invalid-request', message, ...(advice ? { advice } : {}), fields }, { cause });
}

function noAnswer(cause: unknown): ExportError {
  const message = 'The address search did not answer in time.';
  return new ExportError(
    { code: 'timeout', message, advice: 'Try again later, or give coordinates instead of an address.' },
    { cause },
  );
}
