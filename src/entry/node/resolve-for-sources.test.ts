import { describe, expect, test } from 'vitest';
import { ExportError } from '../../contract/errors.ts';
import { resolveForSources } from './resolve-for-sources.ts';
import type { SourceNames } from './source-names.ts';

const PUBLIC: SourceNames = { features: 'overpass', terrain: ['tiles'] };
const FILES: SourceNames = { features: '/srv/city.osm.pbf', terrain: ['/srv/N43E007.hgt', '/srv/N44E007.hgt'] };
const SAMPLE: SourceNames = { features: 'sample', terrain: ['sample'] };
const FLAT: SourceNames = { features: 'overpass', terrain: ['flat'] };
const FOUR_KM2 = [2100, 2100];

async function resolve(sources: SourceNames, options?: unknown, size: readonly number[] = [300, 300]) {
  const geocode = async () => Promise.reject(new Error('no address here'));
  const body = { center: [7.42, 43.735], size, ...(options === undefined ? {} : { options }) };
  return (await resolveForSources(sources, body, geocode, new AbortController().signal)).options;
}

async function refusal(sources: SourceNames, options: unknown, size?: readonly number[]) {
  const error = await resolve(sources, options, size).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ExportError);
  const { code, fields } = (error as ExportError).failure;
  return fields ? Object.keys(fields) : code;
}

test.each([
  ['public sources', PUBLIC, undefined, 'overpass', 'tiles'],
  ['public sources by name', PUBLIC, { data: 'overpass', terrain: 'tiles' }, 'overpass', 'tiles'],
  ['the sample city instead', PUBLIC, { data: 'sample' }, 'sample', 'sample'],
  ['the sample city on flat ground', PUBLIC, { data: 'sample', terrain: 'flat' }, 'sample', 'flat'],
  ['files', FILES, undefined, 'file', 'file'],
  ['files, other options', FILES, { edge: 'clip' }, 'file', 'file'],
  ['files on flat ground', FILES, { terrain: 'flat' }, 'file', 'flat'],
  ['the sample city instead of files', FILES, { data: 'sample' }, 'sample', 'sample'],
  ['a sample server', SAMPLE, undefined, 'sample', 'sample'],
  ['a flat server', FLAT, undefined, 'overpass', 'flat'],
  [
    'a server of the sample city on heights of its own',
    { ...SAMPLE, terrain: FILES.terrain },
    undefined,
    'sample',
    'file',
  ],
  ['the same by name', { ...SAMPLE, terrain: FILES.terrain }, { data: 'sample' }, 'sample', 'file'],
] as const)('%s', async (_, sources, options, data, terrain) => {
  expect(await resolve(sources, options)).toMatchObject({ data, terrain });
});

describe('what a server does not use is refused, not replaced', () => {
  test.each([
    [FILES, { data: 'overpass' }, 'options.data'],
    [SAMPLE, { data: 'overpass' }, 'options.data'],
    [FILES, { terrain: 'tiles' }, 'options.terrain'],
    [FLAT, { terrain: 'tiles' }, 'options.terrain'],
    [FILES, { data: 'file' }, 'options.data'],
    [PUBLIC, { data: '/etc/passwd' }, 'options.data'],
  ])('%j %j', async (sources, options, field) => {
    expect(await refusal(sources, options)).toEqual([field]);
  });
});

test('only Overpass has the small limit', async () => {
  expect(await refusal(PUBLIC, undefined, FOUR_KM2)).toBe('area-too-large');
  expect(await resolve(PUBLIC, { data: 'sample' }, FOUR_KM2)).toMatchObject({ data: 'sample' });
  expect(await resolve(FILES, undefined, FOUR_KM2)).toMatchObject({ data: 'file' });
  expect(await refusal(FILES, undefined, [6000, 6000])).toBe('area-too-large');
});
