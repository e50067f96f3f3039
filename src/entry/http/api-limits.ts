import type { BodyLimits } from './read-body.ts';

/** What the server lets through. Exceeding it is answered with 429, 413 or 408. */
export interface ApiLimits extends BodyLimits {
  /** Exports that a token may create in a minute. */
  readonly createsPerMinute: number;
  /** Requests of a token, and of all together, in a second; twice as many at once. */
  readonly requestsPerSecond: number;
  readonly totalRequestsPerSecond: number;
  /** Milliseconds that the address search has. */
  readonly geocodeTimeout: number;
}

/** Far above what 200 clients that poll every second need, and well below what one core can answer. */
export const DEFAULT_LIMITS: ApiLimits = {
  maxBodyBytes: 64 * 1024,
  bodyTimeout: 10_000,
  createsPerMinute: 60,
  requestsPerSecond: 600,
  totalRequestsPerSecond: 1000,
  geocodeTimeout: 20_000,
};
