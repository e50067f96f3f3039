const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** A checked endpoint without a slash at its end, or why the text is none. */
export type EndpointCheck = { readonly endpoint: string } | { readonly problem: string };

/** Checks the address of an export API: https, or plain http on this computer, where nobody can read the token on its way. */
export function checkEndpoint(text: string): EndpointCheck {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { problem: 'Enter a full address, such as https://v2.3dcityloader.com/api' };
  const { protocol, hostname, username, password, search, hash, origin, pathname } = new URL(trimmed);
  if (protocol !== 'https:' && protocol !== 'http:') return { problem: 'The address must start with https://' };
  if (protocol === 'http:' && !isLoopback({ hostname })) {
    return {
      problem: 'The address must start with https:// (http:// only for localhost), or others could read the token',
    };
  }
  if (username || password) return { problem: 'Leave user name and password out of the address' };
  if (search || hash) return { problem: 'Leave out everything from “?” or “#” on' };
  return { endpoint: origin + withoutSlash(pathname) };
}

/** Whether an address is on this computer, which browsers trust like https. */
export function isLoopback({ hostname }: Pick<URL, 'hostname'>): boolean {
  return LOOPBACK.test(hostname);
}

/** Whether two checked endpoints belong to the same server, which is what a token is made for. */
export function isSameServer(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin;
}

/** An address without slashes at its end; the configured endpoint is written by hand. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
