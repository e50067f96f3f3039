import { expect, test } from 'vitest';
import { COVER_IDS } from '../../city/covers.ts';
import { GREEN_COVERS, greenCover } from '../../city/green.ts';
import type { Tags } from '../osm-data.ts';
import { overpassQuery } from './query.ts';

const query = overpassQuery([7.418, 43.731, 7.4304, 43.74]);

test('asks with declared limits, for everything in the box in the order south, west, north, east', () => {
  expect(query).toContain('[out:json][timeout:60][maxsize:134217728];');
  expect(query).toContain('wr["building"](43.7310000,7.4180000,43.7400000,7.4304000);');
  for (const key of ['highway', 'railway', 'natural', 'waterway', 'landuse', 'leisure', 'barrier', 'man_made']) {
    expect(query).toContain(`["${key}"`);
  }
});

test('gets all members of buildings, and parts a little beyond the box', () => {
  expect(query).toContain('way(r.buildings);relation(r.buildings);');
  const south = Number(/wr\["building:part"\]\(([\d.]+),/.exec(query)?.[1]);
  expect((43.731 - south) * 111_000).toBeCloseTo(100, -1);
});

test('gets lines with a width a little beyond the box', () => {
  for (const key of ['highway', 'railway', 'waterway', 'aeroway']) {
    const south = Number(new RegExp(`way\\["${key}"\\]\\(([\\d.]+),`).exec(query)?.[1]);
    expect((43.731 - south) * 111_000).toBeCloseTo(25, 0);
  }
});

/** Whether a statement of the query selects a way, by its filters: `["key"]`, `["key"="value"]`, `!=` and `~`. */
function asksFor(tags: Tags): boolean {
  const statements = query.split('\n').filter((line) => /^(wr|way)\[/.test(line));
  return statements.some((statement) =>
    [...statement.matchAll(/\["([^"]+)"(?:(=|!=|~)"([^"]+)")?\]/g)].every(([, key, operator, value]) => {
      const tag = tags[key!];
      if (tag === undefined) return false;
      if (operator === '~') return new RegExp(value!).test(tag);
      return operator === undefined || (tag === value) === (operator === '=');
    }),
  );
}

test('asks for everything that covers the ground, bridges it or stands on it', () => {
  const green = Object.entries(GREEN_COVERS).flatMap(([key, values]) =>
    Object.keys(values).map((value) => ({ [key]: value })),
  );
  for (const tags of green) {
    expect(COVER_IDS).toContain(greenCover({ ...tags, area: 'yes' }));
    expect(asksFor(tags), JSON.stringify(tags)).toBe(true);
  }
  const others: Tags[] = [
    { highway: 'footway' },
    { 'area:highway': 'primary' },
    { railway: 'tram' },
    { public_transport: 'platform' },
    { aeroway: 'apron' },
    { amenity: 'parking' },
    { amenity: 'fountain' },
    { natural: 'water' },
    { natural: 'coastline' },
    { natural: 'tree_row' },
    { waterway: 'dock' },
    { landuse: 'basin' },
    { leisure: 'swimming_pool' },
    { barrier: 'retaining_wall' },
    { bridge: 'yes', highway: 'path' },
  ];
  for (const tags of others) expect(asksFor(tags), JSON.stringify(tags)).toBe(true);
  for (const tags of [{ leisure: 'nature_reserve' }, { barrier: 'kerb' }, { natural: 'bay' }, { shop: 'yes' }]) {
    expect(asksFor(tags), JSON.stringify(tags)).toBe(false);
  }
});

test('crops nothing and writes the answer once', () => {
  expect(query.match(/\bout\b[^:\]]*;/g)).toEqual(['out body geom qt;']);
});

test('never writes an exponent', () => {
  expect(overpassQuery([-1e-7, -5e-8, 1e-7, 1e-6])).not.toMatch(/\de-\d/);
});

test('is balanced', () => {
  for (const [open, close] of ['()', '[]']) {
    expect(query.split(open!).length).toBe(query.split(close!).length);
  }
  expect(query.split('"').length % 2).toBe(1);
});
