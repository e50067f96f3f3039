import type { Fetch } from '../engine/sources/source.ts';

/** Asks the named services from one tab at a time, where the browser has locks: they are shared with everyone. */
export function politeFetch(fetch: Fetch, services: readonly string[]): Fetch {
  return (url, init) => {
    if (!services.includes(url) || !('locks' in navigator)) return fetch(url, init);
    const { signal } = init ?? {};
    return navigator.locks.request(`cityclip ${url}`, signal ? { signal } : {}, () => fetch(url, init));
  };
}
