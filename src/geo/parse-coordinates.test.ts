import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bbox } from './bbox.ts';
import { checkBbox } from './check-bbox.ts';
import { formatBbox, parseCoordinates } from './parse-coordinates.ts';

const MONACO: Bbox = [7.418, 43.731, 7.4304, 43.74];
const PALACE = [7.4242, 43.7355] as const;

describe('a box in many spellings', () => {
  test.each([
    '7.418,43.731,7.4304,43.74',
    ' 7.418, 43.731, 7.4304, 43.74 ',
    '7.418;43.731;7.4304;43.74',
    '7.418 43.731 7.4304 43.74',
    '7.418\t43.731\t7.4304\t43.74',
    '[7.418, 43.731, 7.4304, 43.74]',
    '[[7.418, 43.731], [7.4304, 43.74]]',
    '(7.418 43.731) (7.4304 43.74)',
    '+7.418°, 43.731°, 7.4304°, 43.74°',
    '7.418E, 43.731N, 7.4304E, 43.74N',
    '43.731 N 7.418 E; 43.74 N 7.4304 E',
    'N 43.74, E 7.418, N 43.731, E 7.4304',
  ])('%s', (text) => {
    expect(parseCoordinates(text)).toEqual({ kind: 'bbox', bbox: MONACO });
  });
});

describe('a center in many spellings', () => {
  test.each([
    '7.4242, 43.7355',
    '(7.4242 43.7355)',
    '43.7355 N, 7.4242 E',
    '7.4242° E, 43.7355° N',
    'N 43.7355 E 7.4242',
    '43.7355n7.4242e',
    'N43.7355°, E7.4242º',
  ])('%s', (text) => {
    expect(parseCoordinates(text)).toEqual({ kind: 'center', center: PALACE });
  });

  test('south and west are negative', () => {
    expect(parseCoordinates('22.9519 S, 43.2105 W')).toEqual({ kind: 'center', center: [-43.2105, -22.9519] });
    expect(parseCoordinates('−43.2105, −22.9519')).toEqual({ kind: 'center', center: [-43.2105, -22.9519] });
    expect(parseCoordinates('0 S 0 W')).toEqual({ kind: 'center', center: [0, 0] });
  });
});

describe('what cannot be used says why', () => {
  test.each([
    ['', /four numbers.*or two/],
    ['Monaco', /“M” is not understood/],
    ['43.7355', /one number\./],
    ['1, 2, 3', /3 numbers\./],
    ['1.2.3, 4', /not understood/],
    ['7.4-43.7', /not understood/],
    ['7,4242 43,7355', /decimal commas/],
    ['7,4242,43,7355', /decimal commas/],
    ['7,42; 43,73', /decimal commas/],
    ['43,73 N, 7,42 E', /decimal commas/],
    ['7,41 43,73 7,43 43,74', /decimal commas/],
    ['43°44\'07.8"N 7°25\'27.1"E', /minutes and seconds/],
    ['43.7 N, 7.4', /with every number, or with none/],
    ['43.7 N S, 7.4 E', /belongs to one number/],
    ['43.7 N, 7.4 N', /as many latitudes/],
    ['-43.7 S, 7.4 E', /minus sign or a letter/],
    ['107.4 N, 43.7 E', /Longitude must be within ±180° and latitude within ±90°/],
    ['200, 300', /Longitude must be within/],
    ['7.4, 88', /beyond ±85°/],
    ['7.43, 43.74, 7.43, 43.75', /no area/],
    ['179.99, 0, -179.99, 0.01', /antimeridian/],
    ['86, 106.9, 86.1, 107', /Longitude must be within ±180° and latitude within ±90°/],
    ['0, 0, 400, 1', /Longitude must be within/],
  ])('%s', (text, reason) => {
    expect(parseCoordinates(text)).toEqual({ kind: 'error', reason: expect.stringMatching(reason) });
  });
});

describe('latitude and longitude exchanged are offered the right way round', () => {
  test('a box', () => {
    expect(parseCoordinates('47.91, 106.9, 47.92, 106.92')).toEqual({
      kind: 'swapped',
      offer: { kind: 'bbox', bbox: [106.9, 47.91, 106.92, 47.92] },
      reason: expect.stringContaining('swapped?'),
    });
  });

  test('a center', () => {
    expect(parseCoordinates('47.91, 106.9')).toEqual({
      kind: 'swapped',
      offer: { kind: 'center', center: [106.9, 47.91] },
      reason: expect.stringContaining('swapped?'),
    });
  });
});

test('whole degrees are no decimal commas', () => {
  expect(parseCoordinates('7,43,8,44')).toEqual({ kind: 'bbox', bbox: [7, 43, 8, 44] });
  expect(parseCoordinates('7, 43')).toEqual({ kind: 'center', center: [7, 43] });
});

const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const separator = fc.constantFrom(',', ', ', ';', ' ', '\t', ' ; ');

test('a written box is read back to half a millionth of a degree', () => {
  const boxes = fc
    .tuple(degrees(179), degrees(84), fc.double({ min: 1e-3, max: 1, noNaN: true }))
    .map(([west, south, side]): Bbox => [west, south, west + side, south + side]);
  fc.assert(
    fc.property(boxes, (bbox) => {
      const parsed = parseCoordinates(formatBbox(bbox));
      if (parsed.kind !== 'bbox') throw new Error(JSON.stringify(parsed));
      parsed.bbox.forEach((value, i) => {
        expect(Math.abs(value - bbox[i]!)).toBeLessThanOrEqual(5.1e-7);
      });
      expect(formatBbox(parsed.bbox)).toBe(formatBbox(bbox));
    }),
  );
});

test('signs and letters mean the same, in either order', () => {
  fc.assert(
    fc.property(degrees(180), degrees(85), separator, (x, y, between) => {
      const [lon, lat] = [x.toFixed(5), y.toFixed(5)];
      const east = `${lon.replace('-', '')} ${lon.startsWith('-') ? 'W' : 'E'}`;
      const north = `${lat.replace('-', '')}°${lat.startsWith('-') ? 'S' : 'N'}`;
      const center = [Number(lon) + 0, Number(lat) + 0];
      expect(parseCoordinates(`${lon}${between}${lat}`)).toMatchObject({ kind: 'center' });
      expect(parseCoordinates(`${east}${between}${north}`)).toEqual({ kind: 'center', center });
      expect(parseCoordinates(`${north}${between}${east}`)).toEqual({ kind: 'center', center });
    }),
  );
});

test('any text gets a usable answer or a reason', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'0123456789.,; -+NSEWe°[]') }),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const parsed = parseCoordinates(typed);
      const result = parsed.kind === 'swapped' ? parsed.offer : parsed;
      if (result.kind === 'bbox') expect(checkBbox(result.bbox)).toBeUndefined();
      else if (result.kind === 'center') {
        expect(Math.abs(result.center[0])).toBeLessThanOrEqual(180);
        expect(Math.abs(result.center[1])).toBeLessThanOrEqual(85);
      } else expect(result.reason).toMatch(/\.$|\?$/);
    }),
    { numRuns: 1000 },
  );
});
