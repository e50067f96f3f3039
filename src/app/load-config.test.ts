import { expect, it } from 'vitest';
import config from '../../public/config.json';
import { loadConfig } from './load-config.ts';

const URL_ = new URL('https://cityclip.test/maps/config.json');
const answering =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

it('takes the configuration that is shipped', async () => {
  expect(await loadConfig(URL_, answering(JSON.stringify(config)))).toEqual(config);
});

it.each([
  ['a missing file', answering('', 404), /answered 404/],
  ['another page in its place', answering('<!doctype html>'), /not valid JSON/],
  ['a wrong setting', answering(JSON.stringify({ ...config, geocoder: { url: 'nowhere' } })), /geocoder\.url/],
  ['an unknown setting', answering(JSON.stringify({ ...config, extra: 1 })), /extra/],
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), /no answer/],
])('names %s', async (_, fetch, reason) => {
  await expect(loadConfig(URL_, fetch)).rejects.toThrow(reason);
});
