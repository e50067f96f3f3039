/** Lets a certain number of requests through, per key. */
export interface RateLimit {
  /** Takes one request: 0 where it may pass, otherwise the whole seconds until one may. */
  take(key?: string): number;
}

interface Bucket {
  left: number;
  at: number;
}

const MOST_KEYS = 10_000;

/**
 * A token bucket per key: `burst` requests at once, refilled by `perSecond`.
 * @param now milliseconds
 */
export function rateLimit(perSecond: number, burst: number, now: () => number): RateLimit {
  const buckets = new Map<string, Bucket>();
  const refilled = ({ left, at }: Bucket, time: number) => Math.min(burst, left + ((time - at) / 1000) * perSecond);
  const dropFull = (time: number) => {
    for (const [key, bucket] of buckets) if (refilled(bucket, time) >= burst) buckets.delete(key);
  };
  return {
    take(key = '') {
      const time = now();
      if (buckets.size >= MOST_KEYS) dropFull(time);
      const bucket = buckets.get(key) ?? { left: burst, at: time };
      const left = refilled(bucket, time);
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: time });
      return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
    },
  };
}
