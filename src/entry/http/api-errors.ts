import { ExportError, type Failure, type FailureCode, failureText, toFailure } from '../../contract/errors.ts';

/** The statuses of refusals that are about HTTP itself and that no failure code stands for. */
type ProtocolStatus = 400 | 403 | 404 | 405 | 408 | 413 | 415;

/** An error answer: the status, its headers and the JSON of the Simple Export API. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
}

export interface ErrorBody {
  readonly message: string;
  readonly errors?: NonNullable<Failure['fields']>;
}

/** A refusal that is about HTTP itself, such as a body that is not JSON. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly status: ProtocolStatus;

  constructor(status: ProtocolStatus, message: string) {
    super(message);
    this.status = status;
  }
}

const STATUS: Readonly<Record<FailureCode, number>> = {
  'invalid-request': 422,
  'area-too-large': 413,
  unauthorized: 401,
  'payment-required': 402,
  forbidden: 403,
  'not-found': 404,
  'not-ready': 409,
  expired: 410,
  'rate-limited': 429,
  busy: 503,
  timeout: 503,
  offline: 503,
  'source-failed': 503,
  'bad-file': 500,
  'no-data': 422,
  'no-room': 507,
  cancelled: 503,
  interrupted: 503,
  blocked: 503,
  internal: 500,
};

/** Seconds, where the failure itself names none. */
const RETRY_AFTER = 30;

/** The answer to what was thrown. What nobody foresaw is not told to the client: it may name files of this machine. */
export function errorAnswer(thrown: unknown): ErrorAnswer {
  if (thrown instanceof ProtocolError) {
    return { status: thrown.status, headers: {}, body: { message: thrown.message } };
  }
  if (!(thrown instanceof ExportError)) {
    return {
      status: 500,
      headers: {},
      body: { message: 'Something went wrong inside the server. Its log says more.' },
    };
  }
  const failure = toFailure(thrown);
  const status = STATUS[failure.code];
  return { status, headers: headersFor(status, failure), body: errorBody(failure) };
}

function errorBody(failure: Failure): ErrorBody {
  return { message: failureText(failure), ...(failure.fields ? { errors: failure.fields } : {}) };
}

function headersFor(status: number, { retryAfter = RETRY_AFTER }: Failure): Record<string, string> {
  if (status === 401) return { 'WWW-Authenticate': 'Bearer realm="Cityclip"' };
  if (status === 429 || status === 503) return { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) };
  return {};
}
