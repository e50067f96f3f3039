import * as v from 'valibot';
import { ExportError } from '../contract/errors.ts';
import { ErrorSchema } from './remote-answers.ts';
import { noAnswer, type RemoteStep, refusalFailure, retryAfterSeconds } from './remote-errors.ts';

export interface RemoteSettings {
  /** A checked endpoint, without a slash at its end. */
  readonly endpoint: string;
  /** Where requests go in place of the endpoint: a forwarder that hands them on to it. */
  readonly forwarder?: string | undefined;
  readonly token: string;
  readonly fetch: typeof fetch;
  /** Milliseconds that the server has for an answer, and a download for its next bytes; 60 seconds unless told. */
  readonly timeout?: number | undefined;
  /** Milliseconds before a broken download goes on, doubled with every break; one second unless told. */
  readonly retryPause?: number | undefined;
  /** Whether the page came over https, so that the browser keeps it from reading plain http. */
  readonly securePage?: boolean | undefined;
}

export interface RemoteAnswer {
  readonly response: Response;
  readonly text: string;
}

export const DEFAULT_TIMEOUT = 60_000;

/** A visible ASCII text: nothing else can stand in the header. */
const TOKEN = /^[\x21-\x7e]+$/;
const LONGEST_MESSAGE = 300;

/**
 * Sends a request of the API. The token goes to the endpoint's own address (or the forwarder that was chosen) only: a
 * redirect is answered as such, not followed.
 * @throws ExportError `unauthorized` where there is no usable token, and where no answer comes
 */
export async function askApi(
  settings: RemoteSettings,
  step: RemoteStep,
  path: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
): Promise<RemoteAnswer> {
  const { endpoint, forwarder, token, fetch, timeout = DEFAULT_TIMEOUT } = settings;
  const { host } = new URL(endpoint);
  if (!TOKEN.test(token)) throw badToken(token, host);
  const limit = AbortSignal.timeout(timeout);
  try {
    const response = await fetch((forwarder ?? endpoint) + path, {
      ...init,
      headers: {
        Authorization: `Bearer ${token}`,
        ...JSON_HEADERS,
      },
      ...DISCREET,
      redirect: 'manual',
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return { response, text: await response.text() };
  } catch (error) {
    throw noAnswer(step, host, error, signal);
  }
}

/** What every request of the API says about its content. */
export const JSON_HEADERS = { Accept: 'application/json', 'Content-Type': 'application/json' } as const;

/** Neither cookies nor the page's address go along. */
export const DISCREET = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const satisfies RequestInit;

/** An answer that is not the expected one, in plain words. The token is never among them. */
export function refusal(
  { endpoint, token, forwarder }: RemoteSettings,
  step: RemoteStep,
  answer: RemoteAnswer,
): ExportError {
  const { response, text } = answer;
  const error = v.safeParse(ErrorSchema, parseJson(text));
  const { message, errors } = error.success ? error.output : {};
  return new ExportError(
    refusalFailure({
      step,
      host: new URL(endpoint).host,
      forwarded: forwarder !== undefined,
      status: response.type === 'opaqueredirect' ? 302 : response.status,
      message: message?.replaceAll(token, '…').slice(0, LONGEST_MESSAGE),
      fields: errors,
      retryAfter: retryAfterSeconds(response.headers.get('retry-after'), Date.now()),
    }),
  );
}

/** The parsed text; `undefined` where it is no JSON, which no schema accepts. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an answer without meaning looks like. */
export function described(text: string): string {
  return /^\s*</.test(text) ? 'a web page' : 'data';
}

function badToken(token: string, host: string): ExportError {
  return new ExportError({
    code: 'unauthorized',
    message: token ? 'The token holds characters that no token has.' : `${host} needs a token, and none is entered.`,
    advice: 'Enter your token in the settings, or use the free Cityclip engine.',
  });
}
