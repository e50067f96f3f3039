import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder } from '../node/data-folder.ts';
import { DEFAULT_LIMITS } from './api-limits.ts';
import { serverSettings } from './server-settings.ts';

test('nothing set', () => {
  expect(serverSettings({})).toEqual({
    sources: { features: 'overpass', terrain: ['tiles'] },
    publicUrl: undefined,
    limits: DEFAULT_LIMITS,
  });
  expect(serverSettings({ CITYCLIP_FEATURES: 'sample' }).sources.terrain).toEqual(['sample']);
});

test('everything set', () => {
  const settings = serverSettings({
    CITYCLIP_FEATURES: 'city.osm',
    CITYCLIP_TERRAIN: ['a.hgt', 'b.hgt.zip'].join(delimiter),
    CITYCLIP_PUBLIC_URL: 'https://models.example/city/',
    CITYCLIP_CREATES_PER_MINUTE: '5',
    CITYCLIP_REQUESTS_PER_SECOND: '7',
    CITYCLIP_TOTAL_REQUESTS_PER_SECOND: '9',
  });
  expect(settings).toMatchObject({
    sources: { features: 'city.osm', terrain: ['a.hgt', 'b.hgt.zip'] },
    publicUrl: 'https://models.example/city',
    limits: { createsPerMinute: 5, requestsPerSecond: 7, totalRequestsPerSecond: 9 },
  });
});

test.each([
  ['CITYCLIP_PUBLIC_URL', 'models.example'],
  ['CITYCLIP_PUBLIC_URL', 'ftp://models.example'],
  ['CITYCLIP_PUBLIC_URL', 'https://me:pass@models.example'],
  ['CITYCLIP_CREATES_PER_MINUTE', 'many'],
  ['CITYCLIP_REQUESTS_PER_SECOND', '0'],
])('%s=%s is named as wrong', (name, value) => {
  expect(() => serverSettings({ [name]: value })).toThrow(name);
});

test.each([
  ['linux', { XDG_DATA_HOME: '/data' }, /\/data\/cityclip$/],
  ['linux', {}, /\/home\/me\/\.local\/share\/cityclip$/],
  ['darwin', {}, /\/home\/me\/Library\/Application Support\/cityclip$/],
  ['win32', { LOCALAPPDATA: '/app' }, /\/app\/cityclip$/],
  ['linux', { CITYCLIP_DATA: '/srv/models', XDG_DATA_HOME: '/data' }, /^\/srv\/models$/],
] as const)('the data folder on %s with %j', (platform, env, path) => {
  expect(dataFolder({ platform, env, home: '/home/me' })).toMatch(path);
});
