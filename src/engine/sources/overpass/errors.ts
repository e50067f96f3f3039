import { ExportError, type FailureCode } from '../../../contract/errors.ts';

/** Seconds to keep away from a server that limits requests, at least (asked for by the main server's operators). */
const LEAST_WAIT = 30;
/** Seconds of silence after which a server counts as gone: its own limits for queueing and running add up to 75. */
export const SILENCE_SECONDS = 100;

const OTHER_DATA = 'or use other data, such as the sample city';

interface Rule {
  readonly code: FailureCode;
  /** Completes "<server> …". */
  readonly says: (detail: string) => string;
  readonly advice: string;
  /** Seconds until the same server may be asked once more; absent where that is useless. */
  readonly repeatAfter?: number;
  /** Whether another server may know better. */
  readonly tryNext: boolean;
}

/** Every way in which a server fails, what the user reads, and what is done about it. */
const RULES = {
  'rate-limited': {
    code: 'rate-limited',
    says: () => 'allows no more requests from this network address at the moment (429)',
    advice: `Try again later, ${OTHER_DATA}.`,
    repeatAfter: LEAST_WAIT,
    tryNext: true,
  },
  busy: {
    code: 'busy',
    says: () => 'is too busy at the moment (504)',
    advice: `Try again in a few minutes or with a smaller area, ${OTHER_DATA}.`,
    repeatAfter: 15,
    tryNext: true,
  },
  offline: {
    code: 'offline',
    says: () => 'cannot be reached, or refuses without saying why',
    advice: `Check the internet connection and try again, ${OTHER_DATA}.`,
    tryNext: true,
  },
  silent: {
    code: 'timeout',
    says: () => `sent nothing for ${SILENCE_SECONDS} seconds`,
    advice: `Try again later or with a smaller area, ${OTHER_DATA}.`,
    tryNext: true,
  },
  'broken-off': {
    code: 'source-failed',
    says: () => 'broke off in the middle of its answer',
    advice: `Try again, or with a smaller area, ${OTHER_DATA}.`,
    tryNext: true,
  },
  'no-referer': {
    code: 'source-failed',
    says: () => 'refuses requests that do not say which site they come from (406)',
    advice: `Let the browser send the Referer header for this page, ${OTHER_DATA}.`,
    tryNext: true,
  },
  blocked: {
    code: 'forbidden',
    says: () => 'refuses requests from here (403)',
    advice: `Enter another Overpass server in config.json, ${OTHER_DATA}.`,
    tryNext: true,
  },
  refused: {
    code: 'source-failed',
    says: (detail) => `refused the request (${detail})`,
    advice: `Enter another Overpass server in config.json, ${OTHER_DATA}.`,
    tryNext: true,
  },
  'not-overpass': {
    code: 'source-failed',
    says: (detail) => `sent something other than map data${detail && `: ${detail}`}`,
    advice: `Check that the network lets you reach the server without signing in, ${OTHER_DATA}.`,
    tryNext: true,
  },
  'bad-query': {
    code: 'source-failed',
    says: (detail) => `did not understand the query (400): ${detail}`,
    advice: `Please report this. Until it is mended, choose another area ${OTHER_DATA}.`,
    tryNext: false,
  },
  'timed-out': {
    code: 'timeout',
    says: () => 'ran out of time with this area',
    advice: `Choose a smaller area, ${OTHER_DATA}.`,
    tryNext: false,
  },
  'out-of-memory': {
    code: 'area-too-large',
    says: () => 'ran out of memory with this area',
    advice: `Choose a smaller area, ${OTHER_DATA}.`,
    tryNext: false,
  },
  incomplete: {
    code: 'source-failed',
    says: (detail) => `stopped before its answer was complete: ${detail}`,
    advice: `Choose a smaller area, ${OTHER_DATA}.`,
    tryNext: false,
  },
} as const satisfies Record<string, Rule>;

export type TroubleKind = keyof typeof RULES;

/** One failed request. */
export class OverpassTrouble extends Error {
  override readonly name = 'OverpassTrouble';
  readonly kind: TroubleKind;
  readonly server: string;
  readonly rule: Rule;
  /** Seconds until the server may be asked once more, where that makes sense. */
  readonly repeatAfter: number | undefined;

  /**
   * @param endpoint the URL that was asked
   * @param detail the server's own words
   * @param wait seconds that the server asked for
   */
  constructor(kind: TroubleKind, endpoint: string, detail = '', wait = 0, options?: ErrorOptions) {
    const rule: Rule = RULES[kind];
    const server = new URL(endpoint).host;
    super(`${server} ${rule.says(withoutFinalDot(detail))}`, options);
    this.kind = kind;
    this.server = server;
    this.rule = rule;
    this.repeatAfter = rule.repeatAfter === undefined ? undefined : Math.max(rule.repeatAfter, wait);
  }
}

/** What an answer with an error status, or an HTML page in place of data, means: its kind and the server's own words. */
export function classifyRefusal(status: number, body: string): readonly [TroubleKind, detail: string] {
  const said = errorText(body);
  if (status === 429 || /rate_limited/i.test(said)) return ['rate-limited', said];
  if (status === 400) return ['bad-query', said];
  if (status === 403) return ['blocked', said];
  if (status === 406) return ['no-referer', said];
  if (status >= 500 || /dispatcher|timeout|too busy/i.test(said)) return ['busy', said];
  return status === 200 ? ['not-overpass', said] : ['refused', `status ${status}`];
}

/** What a remark that tells of an error means. */
export function classifyRemark(remark: string): TroubleKind {
  if (/timed out/i.test(remark)) return 'timed-out';
  if (/out of memory/i.test(remark)) return 'out-of-memory';
  return /dispatcher/i.test(remark) ? 'busy' : 'incomplete';
}

/** The error for the user: names every server with what went wrong there. */
export function overpassFailure(troubles: readonly OverpassTrouble[]): ExportError {
  const told = troubles.find(({ kind }) => kind !== 'offline') ?? troubles[0]!;
  const reasons = [...new Set(troubles.map(({ message }) => message))];
  const wait = told.kind === 'rate-limited' ? told.repeatAfter : undefined;
  return new ExportError(
    {
      code: told.rule.code,
      message: `OpenStreetMap data could not be loaded: ${reasons.join('; ')}.`,
      advice: wait === undefined ? told.rule.advice : `Wait ${wait} seconds and try again, ${OTHER_DATA}.`,
      ...(wait !== undefined && { retryAfter: wait }),
    },
    { cause: told },
  );
}

/** The texts that Overpass' HTML pages mark as errors, else the page's title. */
function errorText(html: string): string {
  const errors = Array.from(html.matchAll(/<strong[^>]*>\s*Error\s*<\/strong>\s*:?([^<]*)/gi), (match) => match[1]!);
  const texts = errors.length > 0 ? errors : [/<title>([^<]*)/i.exec(html)?.[1] ?? ''];
  return texts
    .map((text) => plainText(text).trim())
    .join('; ')
    .slice(0, 300);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#039': "'", '#39': "'", amp: '&' };

function plainText(html: string): string {
  return html.replace(/&([a-z]+|#\d+);/gi, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity);
}

function withoutFinalDot(text: string): string {
  return text.replace(/\.+$/, '');
}
