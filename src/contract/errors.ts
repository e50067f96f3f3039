import type { LayerId } from './layers.ts';

/** The kinds of failure that a user interface or a server treats differently. */
export type FailureCode =
  | 'invalid-request'
  | 'area-too-large'
  | 'unauthorized'
  | 'payment-required'
  | 'forbidden'
  | 'not-found'
  | 'not-ready'
  | 'expired'
  | 'rate-limited'
  | 'busy'
  | 'timeout'
  | 'offline'
  | 'source-failed'
  | 'bad-file'
  | 'no-data'
  /** The device has no space left for it. */
  | 'no-room'
  | 'cancelled'
  /** Its page was closed or reloaded. */
  | 'interrupted'
  /** There is an answer, and the browser keeps the page from reading it. */
  | 'blocked'
  | 'internal';

/** A failure as plain data: it crosses worker and HTTP borders unharmed. */
export interface Failure {
  readonly code: FailureCode;
  /** What happened and to which input: one plain sentence. */
  readonly message: string;
  /** What the user can do now: one plain sentence. */
  readonly advice?: string;
  /** Reasons per request field. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** The layers whose data could not be had: an export without them may succeed. */
  readonly layers?: readonly LayerId[];
  /** Seconds until another try makes sense. */
  readonly retryAfter?: number;
  /** Whether the export may have been created (and charged) all the same. */
  readonly mayExist?: boolean;
  /** An address that the browser may open by itself where the page may not read it. */
  readonly link?: string;
}

/** The error thrown by everything in the engine and the connections; carries a {@link Failure}. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** Any thrown value as a {@link Failure}. An abort becomes `cancelled`; what nobody foresaw becomes `internal`. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof ExportError) return thrown.failure;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return { code: 'cancelled', message: 'The export was cancelled.' };
  }
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'internal',
    message: `Something went wrong inside Cityclip: ${detail}`,
    advice: 'Try again with a smaller area. If it happens again, please report it.',
  };
}

/** One sentence for a log or a terminal. */
export function failureText({ message, advice }: Failure): string {
  return advice ? `${message} ${advice}` : message;
}
