import { expect, test } from 'vitest';
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
