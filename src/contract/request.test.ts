import { describe, expect, test } from 'vitest';
import { bboxCenter, bboxSize } from '../geo/bbox.ts';
import { ENGINE_CAPABILITIES } from './capabilities.ts';
import { ExportError } from './errors.ts';
import { resolveRequest } from './request.ts';

const BOX = [6.9539, 50.9407, 6.9592, 50.9439];
const nowhere = () => Promise.reject(new ExportError({ code: 'no-data', message: 'There is no such place.' }));
const resolve = (body: unknown, geocode = nowhere as Parameters<typeof resolveRequest>[2]) =>
  resolveRequest(body, ENGINE_CAPABILITIES, geocode, new AbortController().signal);

async function reasons(body: unknown): Promise<unknown> {
  const thrown = await resolve(body).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ExportError);
  const { failure } = thrown as ExportError;
  expect(failure.code).toBe('invalid-request');
  return failure.fields;
}

test('the documented example is accepted as it stands', async () => {
  await expect(resolve({ bbox: BOX, format: 'stl', include: ['terrain', 'buildings'] })).resolves.toMatchObject({
    bbox: BOX,
    format: 'stl',
    include: ['terrain', 'buildings'],
    separate_files: false,
    options: {
      data: 'overpass',
      terrain: 'tiles',
      edge: 'whole',
      lod: 2,
      storey_height: 3,
      assume_heights: true,
      base_thickness: 5,
    },
  });
});

test('what is left out gets the documented defaults', async () => {
  const request = await resolve({ center: [6.95, 50.94] });
  expect(request).toMatchObject({ format: 'stl', include: ['terrain'] });
  expect(bboxSize(request.bbox).map(Math.round)).toEqual([500, 500]);
  expect(bboxCenter(request.bbox)[0]).toBeCloseTo(6.95, 9);
});

test('layers come in their own order, once each', async () => {
  const { include } = await resolve({ bbox: BOX, include: ['buildings', 'terrain', 'buildings'] });
  expect(include).toEqual(['terrain', 'buildings']);
});

test('an address is looked up, and its size kept', async () => {
  const { bbox } = await resolve({ address: 'Kölner Dom', size: [300, 200] }, async () => [6.958, 50.941]);
  expect(bboxSize(bbox).map(Math.round)).toEqual([300, 200]);
  await expect(resolve({ address: 'Nowhere' })).rejects.toThrow('There is no such place.');
});

test('the sample city brings its own terrain unless another is asked for', async () => {
  const sample = await resolve({ bbox: BOX, options: { data: 'sample' } });
  expect(sample.options.terrain).toBe('sample');
  const flat = await resolve({ bbox: BOX, options: { data: 'sample', terrain: 'flat' } });
  expect(flat.options.terrain).toBe('flat');
});

describe('a request is refused with reasons per field', () => {
  test.each<[string, unknown, string]>([
    ['no area', {}, 'bbox'],
    ['two areas', { bbox: BOX, center: [1, 2] }, 'bbox'],
    ['three numbers', { bbox: [1, 2, 3] }, 'bbox'],
    ['text for numbers', { bbox: ['1', '2', '3', '4'] }, 'bbox'],
    ['infinite', { center: [Number.POSITIVE_INFINITY, 0] }, 'center'],
    ['an empty box', { bbox: [7, 43, 7, 43] }, 'bbox'],
    ['a size of nothing', { center: [7, 43], size: [0, 500] }, 'size'],
    ['an unknown format', { bbox: BOX, format: 'doc' }, 'format'],
    ['an unknown layer', { bbox: BOX, include: ['clouds'] }, 'include'],
    ['no layer', { bbox: BOX, include: [] }, 'include'],
    ['an unknown field', { bbox: BOX, colour: 'red' }, 'colour'],
    ['an unknown option', { bbox: BOX, options: { magic: true } }, 'options.magic'],
    ['a base too thin', { bbox: BOX, options: { base_thickness: 0 } }, 'options.base_thickness'],
    ['an empty address', { address: '  ' }, 'address'],
  ])('%s', async (_, body, field) => {
    const fields = await reasons(body);
    expect(Object.keys(fields as object)).toEqual([field]);
  });

  test.each([null, 7, 'bbox', []])('%o is no request', async (body) => {
    await reasons(body);
  });
});

test('an area over the limit of its data is too large', async () => {
  const large = [7, 43, 7.04, 43.03];
  await expect(resolve({ bbox: large })).rejects.toMatchObject({ failure: { code: 'area-too-large' } });
  await expect(resolve({ bbox: large, options: { data: 'sample' } })).resolves.toBeDefined();
});

test('a layer that was left out cannot be included, and the list comes in the layers’ order', async () => {
  const options = { left_out: ['trees', 'terrain'] };
  expect((await resolve({ bbox: BOX, include: ['buildings'], options })).options.left_out).toEqual([
    'terrain',
    'trees',
  ]);
  expect((await resolve({ bbox: BOX, options: { left_out: [] } })).options).not.toHaveProperty('left_out');
  expect(await reasons({ bbox: BOX, include: ['terrain'], options })).toEqual({
    'options.left_out': ['may hold no layer that include holds'],
  });
});

test('a format that holds one layer alone asks for it', async () => {
  const body = { bbox: BOX, format: 'geotiff', include: ['buildings'] };
  expect(await reasons(body)).toEqual({ include: ['must hold terrain: GeoTIFF holds nothing else'] });
  await expect(resolve({ ...body, include: ['buildings', 'terrain'] })).resolves.toMatchObject({ format: 'geotiff' });
});

test.each(['utm', 'local', 'EPSG:25832', 'EPSG:2056 +proj=somerc +lat_0=46.95 +lon_0=7.44'])(
  'the reference system %s is taken',
  async (crs) => {
    const body = { bbox: BOX, format: 'cityjson', options: { crs } };
    await expect(resolve(body)).resolves.toMatchObject({ options: { crs } });
    expect(await reasons({ ...body, format: 'stl' })).toEqual({ 'options.crs': ['does not apply to STL'] });
  },
);

test.each(['', 'EPSG', 'EPSG:x', 'EPSG:25832+proj=utm', 'wgs84'])(
  'the reference system “%s” is refused',
  async (crs) => {
    expect(await reasons({ bbox: BOX, format: 'cityjson', options: { crs } })).toMatchObject({
      'options.crs': [expect.stringContaining('local, utm')],
    });
  },
);
