import { describe, expect, it } from 'vitest';
import { ENGINE_CAPABILITIES } from './capabilities.ts';
import { toFailure } from './errors.ts';
import { appliesTo, formatSettings, idleOptions, optionsOf } from './format-settings.ts';
import { FORMAT_IDS } from './formats.ts';
import { formatsOf, resolveRequest } from './request.ts';

const resolve = (body: object) =>
  resolveRequest(
    { bbox: [7.42, 43.73, 7.424, 43.733], ...body },
    ENGINE_CAPABILITIES,
    () => Promise.reject(new Error('no address')),
    new AbortController().signal,
  );

describe('the settings of a format', () => {
  it.each(FORMAT_IDS)('%s has a value for every option', (format) => {
    expect(Object.values(formatSettings(format, {})).every((value) => value !== undefined)).toBe(true);
  });

  it('take what applies, and leave the rest as the format has it', () => {
    const options = { up_axis: 'y', unit: 'ft', normals: 'flat', encoding: 'ascii' } as const;
    expect(formatSettings('stl', options)).toMatchObject({
      up_axis: 'y',
      unit: 'ft',
      encoding: 'ascii',
      normals: 'none',
    });
    expect(formatSettings('dxf', options)).toMatchObject({ up_axis: 'z', unit: 'ft', encoding: 'binary' });
    expect(formatSettings('3mf', { ...options, z_origin: 'datum' })).toMatchObject({
      unit: 'mm',
      xy_origin: 'corner',
      z_origin: 'zero',
    });
    expect(formatSettings('glb', options)).toMatchObject({ up_axis: 'y', unit: 'm', normals: 'flat' });
  });

  it('are listed where they apply to any of the formats', () => {
    expect(optionsOf(['dxf'])).toEqual(['unit', 'scale', 'xy_origin', 'z_origin', 'precision']);
    expect(optionsOf(['dxf', 'glb'])).toContain('meshopt');
    expect(appliesTo('meshopt', 'stl')).toBe(false);
    expect(FORMAT_IDS.filter((format) => appliesTo('fuse', format))).toEqual(['stl', '3mf', 'obj', 'ply']);
    expect(idleOptions(['stl', 'glb'], { faces: 'quads', meshopt: true })).toEqual({
      'options.faces': ['does not apply to STL, glTF (GLB)'],
    });
  });
});

describe('a request', () => {
  it('names further formats, each once', async () => {
    const request = await resolve({ format: 'obj', options: { formats: ['stl', 'obj', 'glb'], normals: 'flat' } });
    expect(formatsOf(request)).toEqual(['obj', 'stl', 'glb']);
    expect(request.options.normals).toBe('flat');
  });

  it.each([
    [{ format: 'dxf', options: { encoding: 'ascii' } }, 'options.encoding', /does not apply to DXF/],
    [{ options: { unit: 'yd' } }, 'options.unit', /m or ft or mm/],
    [{ options: { scale: 0 } }, 'options.scale', /1 to 1000000/],
    [{ options: { precision: 2.5 } }, 'options.precision', /0 to 9/],
    [{ options: { formats: ['doc'] } }, 'options.formats', /may hold stl/],
  ])('%o is refused at %s', async (body, field, reason) => {
    const failure = await resolve(body).then(() => undefined, toFailure);
    expect(failure).toMatchObject({ code: 'invalid-request' });
    expect(Object.keys(failure!.fields!)).toEqual([field]);
    expect(failure!.fields![field]![0]).toMatch(reason);
  });
});
