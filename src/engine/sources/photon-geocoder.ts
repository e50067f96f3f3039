import * as v from 'valibot';
import { ExportError } from '../../contract/errors.ts';
import type { Geocode } from '../../contract/request.ts';
import type { Fetch } from './source.ts';

const AnswerSchema = v.object({
  features: v.array(v.object({ geometry: v.object({ coordinates: v.tuple([v.number(), v.number()]) }) })),
});

/** Finds addresses by a Photon service: the position of its first answer. */
export function photonGeocoder(serviceUrl: string, fetch: Fetch): Geocode {
  return async (address, signal) => {
    const url = new URL(serviceUrl);
    url.searchParams.set('q', address);
    url.searchParams.set('limit', '1');
    const [first] = (await ask(url, fetch, signal)).features;
    if (first) return first.geometry.coordinates;
    throw new ExportError({
      code: 'no-data',
      message: `The address search knows no place “${address}”.`,
      advice: 'Write it differently, for example street, number, town; or give coordinates.',
    });
  };
}

async function ask(url: URL, fetch: Fetch, signal: AbortSignal): Promise<v.InferOutput<typeof AnswerSchema>> {
  const failure = (code: 'offline' | 'source-failed', what: string, cause?: unknown) =>
    new ExportError(
      {
        code,
        message: `The address search at ${url.host} ${what}.`,
        advice: 'Try again later, or give coordinates instead of an address.',
      },
      { cause },
    );
  let response: Response;
  try {
    response = await fetch(url.href, { signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw failure('offline', 'cannot be reached', cause);
  }
  if (!response.ok) throw failure('source-failed', `answered with status ${response.status}`);
  const answer = v.safeParse(AnswerSchema, await response.json().catch(() => undefined));
  if (!answer.success) throw failure('source-failed', 'gave an answer that cannot be read');
  return answer.output;
}
