import { afterEach, expect, it } from 'vitest';
import { type Failure, toFailure } from '../contract/errors.ts';
import { corsFetch } from '../testing/cors-fetch.ts';
import { type FakeLoader, type FakeLoaderOptions, startFakeLoader } from '../testing/fake-3dcityloader.ts';
import type { RemoteSettings } from './remote-request.ts';
import { testConnection } from './test-connection.ts';

const tokens = { all: ['export.create', 'export.read', 'export.pay'], blind: ['export.create'] } as const;
let loader: FakeLoader;

afterEach(() => loader.close());

async function outcome(
  settings: Partial<RemoteSettings> = {},
  options: FakeLoaderOptions = {},
  prepare: (fake: FakeLoader) => void = () => {},
): Promise<Failure | 'accepted'> {
  loader = await startFakeLoader({ tokens, ...options });
  prepare(loader);
  const tried = { endpoint: loader.endpoint, token: 'all', fetch: corsFetch, timeout: 500, ...settings };
  return testConnection(tried).then(() => 'accepted' as const, toFailure);
}

it('accepts a token that may read, without creating anything', async () => {
  expect(await outcome()).toBe('accepted');
  expect(loader.created()).toBe(0);
  expect(loader.seen.every(({ method }) => method !== 'POST')).toBe(true);
});

it('tells a wrong token from a missing permission', async () => {
  expect(await outcome({ token: 'wrong' })).toMatchObject({ code: 'unauthorized' });
  await loader.close();
  const blind = await outcome({ token: 'blind' });
  expect(blind).toMatchObject({ code: 'forbidden', message: expect.stringContaining('export.read') });
});

it('takes an unnamed permission for the one that reading needs', async () => {
  const json = { message: 'This action is unauthorized.' };
  const failure = await outcome({}, {}, (fake) => fake.next('status', { status: 403, json }));
  expect(failure).toMatchObject({ code: 'forbidden', message: expect.stringContaining('export.read') });
});

it('tells an endpoint that keeps pages out from one that is not there', async () => {
  expect(await outcome({}, { apiCors: false })).toMatchObject({ code: 'blocked' });
  expect(JSON.stringify(loader.seen.filter(({ method }) => method === 'HEAD'))).not.toContain('Bearer');
  await loader.close();
  expect(await outcome({ endpoint: 'http://127.0.0.1:9/api' })).toMatchObject({ code: 'offline' });
});

it('does not take a short break of the network for an endpoint that keeps pages out', async () => {
  expect(await outcome({}, {}, (fake) => fake.next('status', 'drop'))).toBe('accepted');
});

it.each([
  [{ status: 200, html: '<html>Welcome</html>' }, 'source-failed', /web page/],
  [{ status: 404, html: '<h1>Not found</h1>' }, 'not-found', /no export API/],
  [{ status: 302, headers: { Location: '/login' } }, 'source-failed', /another address/],
  [{ status: 429, headers: { 'Retry-After': '9' } }, 'rate-limited', /too many requests/],
  [{ status: 500 }, 'busy', /status 500/],
  ['silence', 'timeout', /in time/],
] as const)('does not take %j for an export API', async (answer, code, sentence) => {
  const failure = await outcome({}, {}, (fake) => fake.next('status', answer, answer));
  expect(failure).toMatchObject({ code, message: expect.stringMatching(sentence) });
});

it('does not take an address for an API that answers strangers and token holders alike', async () => {
  const nothing = { status: 404, json: { message: 'The route could not be found.' } };
  const failure = await outcome({}, {}, (fake) => fake.next('status', nothing, nothing));
  expect(failure).toMatchObject({ code: 'not-found', message: expect.stringContaining('no export API') });
});

it('goes through the forwarder where that is chosen, and says where there is none', async () => {
  loader = await startFakeLoader({ tokens });
  const forwarder = loader.endpoint;
  const endpoint = 'https://exports.test/api';
  await testConnection({ endpoint, forwarder, token: 'all', fetch: corsFetch });
  expect(loader.seen.length).toBeGreaterThan(0);
  loader.next('status', { status: 403, json: { message: 'Only this computer may use the proxy.' } });
  const refused = await testConnection({ endpoint, forwarder, token: 'all', fetch: corsFetch }).catch(toFailure);
  expect(refused).toMatchObject({ code: 'forbidden', message: expect.not.stringContaining('export.read') });
  loader.next('status', { status: 200, html: '<html>The page itself</html>' });
  const failure = await testConnection({ endpoint, forwarder, token: 'all', fetch: corsFetch }).catch(toFailure);
  expect(failure).toMatchObject({ message: expect.stringContaining('no forwarder') });
});
