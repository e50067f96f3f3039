import { DISCREET, type RemoteSettings } from './remote-request.ts';

/**
 * Whether something answers at an address that a page may not read: a browser tells a page the same for a server that
 * is down and for one without CORS headers, but lets it send a plain request whose answer stays closed.
 */
export async function isReachable({ fetch }: Pick<RemoteSettings, 'fetch'>, url: string | URL, signal?: AbortSignal) {
  try {
    await fetch(url, { ...DISCREET, method: 'HEAD', mode: 'no-cors', cache: 'no-store', ...(signal && { signal }) });
    return true;
  } catch {
    return false;
  }
}
