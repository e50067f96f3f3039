/** Headers that a page may send without asking first; a `Range` of one open span is among them. */
const SAFE = new Set(['accept', 'range']);

/**
 * `fetch` as a browser gives it to a page of another origin: Node's own asks no server for permission. A request with
 * more than plain headers needs a preflight, an answer needs `Access-Control-Allow-Origin`, and an answer without
 * permission looks like a broken network.
 */
export const corsFetch: typeof fetch = async (input, init = {}) => {
  const headers = [...new Headers(init.headers).keys()];
  if (init.mode === 'no-cors') {
    await fetch(input, init);
    return new Response(null);
  }
  const unsafe = headers.filter((name) => !SAFE.has(name));
  if (unsafe.length > 0) await preflight(input, unsafe);
  const response = await fetch(input, init);
  if (!allows(response)) throw new TypeError('Failed to fetch');
  return response;
};

async function preflight(input: Parameters<typeof fetch>[0], headers: readonly string[]): Promise<void> {
  const response = await fetch(input, {
    method: 'OPTIONS',
    headers: { Origin: 'https://page.test', 'Access-Control-Request-Headers': headers.join(',') },
  });
  const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase().split(/, */) ?? [];
  const permitted = response.ok && allows(response) && headers.every((name) => allowed.includes(name));
  if (!permitted) throw new TypeError('Failed to fetch');
}

function allows({ headers }: Response): boolean {
  return headers.get('access-control-allow-origin') === '*';
}
