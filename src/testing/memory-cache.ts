import type { SourceCache } from '../engine/sources/source.ts';

/** A cache that lasts as long as this object. */
export function memoryCache(): SourceCache {
  const kept = new Map<string, Uint8Array>();
  return {
    get: async (key) => kept.get(key),
    put: async (key, bytes) => void kept.set(key, bytes),
  };
}
