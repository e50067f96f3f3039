import { ExportError, type Failure, type FailureCode } from '../contract/errors.ts';
import { aborted } from './aborted.ts';

/** The three steps of the API; the same status can mean something else in each. */
export type RemoteStep = 'create' | 'status' | 'download';

/** An answer that is not the expected one. */
export interface Refusal {
  readonly step: RemoteStep;
  /** The server's name, for the sentence. */
  readonly host: string;
  readonly status: number;
  /** Whether a forwarder stands between, which may refuse something itself. */
  readonly forwarded?: boolean;
  /** The server's own words. */
  readonly message?: string | undefined;
  readonly fields?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
}

const PERMISSIONS: Readonly<Record<string, string>> = {
  'export.create': 'create exports',
  'export.read': 'view and download exports',
  'export.pay': 'pay for chargeable exports',
};

const CHECK_ENDPOINT = 'Check the endpoint in the settings: it must be the address of an export API.';
const MAY_EXIST = 'The export may have been created all the same; it is not sent again by itself.';
const LOOK_FIRST = 'Look into your account for the export before you try again, so that you do not pay for it twice.';

const BY_STATUS: Readonly<Record<number, (refusal: Refusal) => Failure>> = {
  400: unreadableRequest,
  401: ({ host }) => ({
    code: 'unauthorized',
    message: `${host} does not accept the token.`,
    advice: 'Check the token in the settings: it may be mistyped, withdrawn or made for another server.',
  }),
  402: ({ host }) => ({
    code: 'payment-required',
    message: `${host} asks for a payment for this export.`,
    advice: 'Check the balance of your account, choose a smaller area, or use the free Cityclip engine.',
  }),
  403: forbidden,
  404: notFound,
  409: () => ({
    code: 'not-ready',
    message: 'The export is not finished yet, so it cannot be downloaded.',
    advice: 'Wait a moment and try again.',
  }),
  410: expired,
  413: ({ host }) => ({
    code: 'area-too-large',
    message: `The area is too large for ${host}.`,
    advice: 'Make the area smaller.',
  }),
  415: unreadableRequest,
  422: invalid,
  429: ({ host, retryAfter }) => ({
    code: 'rate-limited',
    message: `${host} got too many requests in a short time.`,
    advice: retryAfter === undefined ? 'Wait a minute and try again.' : 'Wait as long as it asks for, then try again.',
  }),
  503: ({ host, retryAfter }) => ({
    code: 'busy',
    message: `${host} is busy or under maintenance.`,
    advice: retryAfter === undefined ? 'Try again in a few minutes.' : 'Wait as long as it asks for, then try again.',
  }),
};

/** The failure that a refusal means, in plain words, with the server's own words where it gave some. */
export function refusalFailure(refusal: Refusal): Failure {
  const explain = isDeadLink(refusal) ? expired : (BY_STATUS[refusal.status] ?? unforeseen);
  const failure = explain(refusal);
  const words = refusal.message ? ` The server says: “${refusal.message}”` : '';
  return {
    ...failure,
    message: failure.message + words,
    ...(refusal.retryAfter !== undefined && { retryAfter: refusal.retryAfter }),
  };
}

/** An answer with the expected status whose content makes no sense, such as a web page. */
export function unreadableAnswer(step: RemoteStep, host: string, what: string): ExportError {
  return new ExportError({
    code: 'source-failed',
    message: `${host} answered with ${what}.${step === 'create' ? ` ${MAY_EXIST}` : ''}`,
    advice: step === 'create' ? `${CHECK_ENDPOINT} ${LOOK_FIRST}` : CHECK_ENDPOINT,
    ...(step === 'create' && { mayExist: true }),
  });
}

/**
 * What a request means that brought no answer. A browser tells a page neither whether the network, the server or CORS
 * is to blame, nor whether the request arrived.
 */
export function noAnswer(
  step: RemoteStep,
  host: string,
  cause: unknown,
  signal?: AbortSignal | undefined,
): ExportError {
  const created = step === 'create';
  if (signal?.aborted) return created ? cancelledCreation(host) : aborted();
  const timeout = cause instanceof Error && cause.name === 'TimeoutError';
  const code: FailureCode = timeout ? 'timeout' : 'offline';
  const what = timeout
    ? `${host} did not answer in time.`
    : `No answer from ${host}: the connection broke, or the server cannot be used from this page.`;
  return new ExportError(
    created
      ? { code, message: `${what} ${MAY_EXIST}`, advice: LOOK_FIRST, mayExist: true }
      : { code, message: what, advice: 'Check your connection and the endpoint in the settings.' },
    { cause },
  );
}

function cancelledCreation(host: string): ExportError {
  const message = `Cancelled before ${host} answered. ${MAY_EXIST}`;
  return new ExportError({ code: 'cancelled', message, advice: LOOK_FIRST, mayExist: true });
}

/** An API that answers, though not to pages of this origin. */
export function blockedApi(host: string): ExportError {
  return new ExportError({
    code: 'blocked',
    message: `${host} can be reached, but does not let this page read its answers (it sends no CORS headers).`,
    advice: 'Send the requests through a forwarder on the server of this page, or use the free Cityclip engine.',
  });
}

/**
 * Seconds from a `Retry-After` header, which holds seconds or an HTTP date.
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** File stores answer an old link with 400, 401, 403, 404 or 410, as they like. */
function isDeadLink({ step, status }: Refusal): boolean {
  return step === 'download' && status < 500 && status !== 409 && status !== 429;
}

function unreadableRequest({ host }: Refusal): Failure {
  return {
    code: 'invalid-request',
    message: `${host} could not read the request.`,
    advice: 'Check the endpoint in the settings: it may belong to another version of the API.',
  };
}

/** Reading needs one permission only, so an API that refuses it need not name it; a bare web page may refuse anything. */
function forbidden({ step, host, message, forwarded }: Refusal): Failure {
  const named = message?.match(/export\.(?:create|read|pay)/)?.[0];
  const permission = named ?? (step === 'status' && message !== undefined && !forwarded ? 'export.read' : undefined);
  if (!permission) {
    return {
      code: 'forbidden',
      message: `${host} does not allow this with your token.`,
      advice: 'Check the permissions of the token in your account.',
    };
  }
  const use = permission === 'export.pay' ? ', or use the free Cityclip engine' : ', or use another token';
  return {
    code: 'forbidden',
    message: `The token may not ${PERMISSIONS[permission]}: it lacks the permission ${permission}.`,
    advice: `Give the token the permission ${permission} in your account${use}.`,
  };
}

function notFound(refusal: Refusal): Failure {
  return refusal.step === 'create'
    ? {
        code: 'not-found',
        message: `There is no export API at this address of ${refusal.host}.`,
        advice: CHECK_ENDPOINT,
      }
    : {
        code: 'not-found',
        message: `${refusal.host} knows no such export: it has expired, or another token created it.`,
        advice: 'Create the export again, or enter the token that it was created with.',
      };
}

function expired(): Failure {
  return {
    code: 'expired',
    message: 'The export has expired: its ZIP is no longer there.',
    advice: 'Create the export again.',
  };
}

function invalid({ host, fields }: Refusal): Failure {
  const reasons = Object.entries(fields ?? {}).map(([field, texts]) => `${field} ${texts.join(', ')}`);
  return {
    code: 'invalid-request',
    message: `${host} refused the request${reasons.length > 0 ? `: ${reasons.join('; ')}.` : '.'}`,
    advice: 'Change what is named and export again.',
    ...(fields && { fields }),
  };
}

function unforeseen(refusal: Refusal): Failure {
  const { step, host, status } = refusal;
  if (status >= 300 && status < 400) {
    return {
      code: 'source-failed',
      message: `${host} sends requests on to another address. The token is not sent there.`,
      advice: 'Enter the final address as the endpoint in the settings.',
    };
  }
  if (status < 500) {
    const message = `${host} answered with status ${status}, which an export API does not give here.`;
    return { code: 'source-failed', message, advice: CHECK_ENDPOINT };
  }
  const message = `${host} has a problem of its own (status ${status}).`;
  const code: FailureCode = status === 504 ? 'timeout' : 'busy';
  return step === 'create'
    ? { code, message: `${message} ${MAY_EXIST}`, advice: LOOK_FIRST, mayExist: true }
    : { code, message, advice: 'Try again in a few minutes.' };
}
