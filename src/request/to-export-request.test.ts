import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ENGINE_CAPABILITIES, REMOTE_CAPABILITIES } from '../contract/capabilities.ts';
import { ExportRequestSchema } from '../contract/request.ts';
import type { Bbox } from '../geo/bbox.ts';
import { FIRST_CHOICES } from './choices.ts';
import { toExportRequest } from './to-export-request.ts';
import { numberProblem, parseDecimal } from './typed-numbers.ts';

const AREA: Bbox = [6.9539, 50.9407, 6.9592, 50.9439];

it('asks the engine for what the form shows', () => {
  const request = toExportRequest({ ...FIRST_CHOICES, data: 'sample' }, AREA, ENGINE_CAPABILITIES);
  expect(request).toEqual({
    bbox: AREA,
    format: 'stl',
    include: ['terrain', 'buildings', 'roads', 'railways', 'water', 'green', 'trees', 'bridges'],
    separate_files: false,
    options: {
      data: 'sample',
      terrain: 'sample',
      edge: 'whole',
      lod: 2,
      storey_height: 3,
      assume_heights: true,
      base_thickness: 5,
    },
  });
  expect(v.is(ExportRequestSchema, request)).toBe(true);
});

it('asks for storeys as they were typed, and for none where the field is empty', () => {
  const typed = { ...FIRST_CHOICES, storey_height: '3,2', default_levels: ' 4 ', assume_heights: false };
  expect(toExportRequest(typed, AREA, ENGINE_CAPABILITIES).options).toMatchObject({
    storey_height: 3.2,
    default_levels: 4,
    assume_heights: false,
  });
  expect(toExportRequest(FIRST_CHOICES, AREA, ENGINE_CAPABILITIES).options).not.toHaveProperty('default_levels');
});

it.each([
  ['storey_height', '1', /^The storey height must be at least 2 m/],
  ['default_levels', '2.5', /^The number of storeys must be a whole number/],
  ['default_levels', 'many', /^The number of storeys must be a number/],
] as const)('refuses %s %j', (field, text, reason) => {
  expect(numberProblem(field, text)).toMatch(reason);
});

it('sends the remote service only the documented fields', () => {
  const request = toExportRequest(FIRST_CHOICES, AREA, REMOTE_CAPABILITIES);
  expect(Object.keys(request).sort()).toEqual(['bbox', 'format', 'include', 'separate_files']);
});

it('orders the layers as they are offered, and leaves out what is not', () => {
  const request = toExportRequest({ ...FIRST_CHOICES, include: ['buildings', 'terrain'] }, AREA, {
    ...REMOTE_CAPABILITIES,
    layers: ['terrain'],
    separateFiles: false,
  });
  expect(request).toEqual({ bbox: AREA, format: 'stl', include: ['terrain'] });
});

it.each([
  ['5', 5],
  [' 2,5 ', 2.5],
  ['', Number.NaN],
  ['five', Number.NaN],
])('reads %j as %d', (text, value) => {
  expect(parseDecimal(text)).toBe(value);
});

it.each(['', 'x', '1.9', '1001', '-5', '1e9', 'Infinity'])('refuses a base of %j', (text) => {
  expect(numberProblem('base_thickness', text)).toMatch(/^The base thickness must be/);
});

it.each(['2', '5', '12,5', '1000'])('takes a base of %j', (text) => {
  expect(numberProblem('base_thickness', text)).toBeUndefined();
});

it('asks for further formats, and for file options only where they apply', () => {
  const request = toExportRequest(
    {
      ...FIRST_CHOICES,
      format: 'glb',
      formats: ['stl', 'glb'],
      format_options: { scale: '1:500', precision: '', crs: '', encoding: 'ascii', faces: 'quads', meshopt: true },
    },
    AREA,
    ENGINE_CAPABILITIES,
  );
  expect(request.options).toMatchObject({ formats: ['stl'], scale: 500, encoding: 'ascii', meshopt: true });
  expect(request.options).not.toHaveProperty('faces');
  expect(request.options).not.toHaveProperty('precision');
  expect(v.is(ExportRequestSchema, request)).toBe(true);
});
