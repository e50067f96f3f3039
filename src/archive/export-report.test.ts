import { expect, it } from 'vitest';
import { reportFacts } from './export-report.ts';

const REPORT = {
  software: { name: 'Cityclip', version: '1.0.0' },
  fictional: true,
  notice: 'The sample city does not exist.',
  box: { size: [998.123, 1000] },
  counts: { buildings: 446, triangles: 123_456, bodies: 447 },
  heights: { measured: 1, levels: 243, assumed: 202 },
  solids: [
    { layer: 'terrain', bodies: 1, closed: 1, triangles: 20_000 },
    { layer: 'buildings', bodies: 446, closed: 446 },
  ],
  sources: [
    { label: 'OpenStreetMap', timestamp: '2023-11-21T00:00:00Z', licence: 'ODbL 1.0' },
    { label: 'AWS Terrain Tiles' },
  ],
  request: { options: { left_out: ['trees'] } },
};

const facts = (report: unknown) => reportFacts(JSON.stringify(report));

it('tells what was exported', () => {
  expect(facts(REPORT)).toEqual({
    notice: 'The sample city does not exist.',
    facts: [
      { term: 'Area', text: '998 × 1,000 m' },
      { term: 'Layers', text: 'Terrain, Buildings' },
      { term: 'Left out', text: 'Trees' },
      { term: 'Contents', text: '446 buildings, 123,456 triangles' },
      { term: 'Building heights', text: '1 measured, 243 from storeys, 202 assumed' },
      { term: 'Watertight', text: 'Yes: 447 solids' },
      { term: 'Sources', text: 'OpenStreetMap (2023-11-21); AWS Terrain Tiles' },
      { term: 'Licences', text: 'ODbL 1.0' },
    ],
    triangles: new Map([['terrain', 20_000]]),
  });
});

it('says how many solids are open', () => {
  const solids = [{ layer: 'moat', bodies: 3, closed: 1 }];
  expect(facts({ solids })?.facts).toEqual([
    { term: 'Layers', text: 'moat' },
    { term: 'Watertight', text: 'No: 2 of 3 solids open' },
  ]);
});

it('says what files became whose bodies were fused', () => {
  const fused = { name: 'a.stl', bodies: 447, pieces: 1, triangles: 31_952, closed: true, crossings: 0, volume: 9 };
  const faulty = { ...fused, name: 'a.3mf', pieces: 2, closed: false, crossings: 3 };
  const told = facts({ ...REPORT, fused: [fused, faulty] });
  expect(told?.facts).toContainEqual({
    term: 'Fused',
    text: 'a.stl is one solid, 31,952 triangles; a.3mf is 2 solids that do not touch, 31,952 triangles, not closed, 3 pairs of triangles cross',
  });
  expect(told?.facts).toContainEqual({
    term: 'Contents',
    text: '446 buildings, 123,456 triangles before fusing',
  });
  expect(told?.facts).toContainEqual({ term: 'Watertight', text: 'Yes: 447 solids before fusing' });
  expect(told?.triangles.size).toBe(0);
});

it('leaves out what it does not understand', () => {
  expect(
    facts({ ...REPORT, counts: 'many', heights: { measured: -1 }, sources: 7 })?.facts.map(({ term }) => term),
  ).toEqual(['Area', 'Layers', 'Left out', 'Watertight']);
  expect(facts({ fictional: true })).toEqual({ notice: 'This city is made up.', facts: [], triangles: new Map() });
});

it.each(['', 'null', '[]', '{}', '{"a":', '"text"'])('does not take %j for a report', (text) => {
  expect(reportFacts(text)).toBeUndefined();
});
