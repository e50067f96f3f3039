import { describe, expect, test } from 'vitest';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData } from '../../../testing/real-data-files.ts';
import { isIncomplete, overpassData, parseOverpassJson } from './overpass-json.ts';

const text = (path: string) => new TextDecoder().decode(realData(path));
const read = (path: string) => overpassData(parseOverpassJson(text(path)));
const of = (...elements: unknown[]) => overpassData({ elements });

const A = { lat: 1, lon: 2 };
const B = { lat: 3, lon: 4 };
const C = { lat: 5, lon: 6 };

describe('forms of an answer', () => {
  test('`out geom`: ways with positions', () => {
    const { data } = of({ type: 'way', id: 1, nodes: [11, 12], geometry: [A, B], tags: { building: 'yes' } });
    expect(data.ways.get(1)).toEqual({ id: 1, tags: { building: 'yes' }, coords: Float64Array.of(2, 1, 4, 3) });
  });

  test('`out body; >; out skel`: ways joined with nodes, which come later and partly twice', () => {
    const { data, notes } = of(
      { type: 'node', id: 11, ...A, tags: { natural: 'tree' } },
      { type: 'way', id: 1, nodes: [11, 12], tags: { highway: 'path' } },
      { type: 'node', id: 11, ...A },
      { type: 'node', id: 12, ...B },
    );
    expect(data.ways.get(1)?.coords).toEqual(Float64Array.of(2, 1, 4, 3));
    expect(data.nodes).toEqual([{ id: 11, tags: { natural: 'tree' }, lon: 2, lat: 1 }]);
    expect(notes).toEqual([]);
  });

  test('cropped: the nulls are left out and counted', () => {
    const { data, notes } = of({ type: 'way', id: 1, geometry: [null, A, B, null, null] });
    expect(data.ways.get(1)?.coords).toEqual(Float64Array.of(2, 1, 4, 3));
    expect(notes).toEqual([{ note: expect.stringContaining('cropped'), count: 3 }]);
  });

  test('members with geometry become untagged ways, unless the way is there itself', () => {
    const members = [
      { type: 'way', ref: 1, role: 'outer', geometry: [A, B] },
      { type: 'way', ref: 2, role: 'inner', geometry: [B, C] },
      { type: 'way', ref: 3, role: 'inner' },
      { type: 'node', ref: 9, role: '', ...A },
    ];
    const way = { type: 'way', id: 1, geometry: [A, B], tags: { building: 'yes' } };
    const relation = { type: 'relation', id: 5, members, tags: { type: 'multipolygon' } };
    for (const { data } of [of(way, relation), of(relation, way)]) {
      expect(data.ways.get(1)?.tags).toEqual({ building: 'yes' });
      expect(data.ways.get(2)).toEqual({ id: 2, tags: {}, coords: Float64Array.of(4, 3, 6, 5) });
      expect(data.ways.size).toBe(2);
      expect(data.relations[0]?.members.map(({ type, ref, role }) => [type, ref, role])).toEqual(
        members.map(({ type, ref, role }) => [type, ref, role]),
      );
    }
  });

  test('odd values harm nothing', () => {
    const { data, notes } = of(
      null,
      'way',
      { type: 'way' },
      { type: 'way', id: 1, geometry: [A, { lat: '5' }], tags: { height: 12, building: true } },
      { type: 'relation', id: 2, members: [null, { ref: 1 }], tags: {} },
      { type: 'area', id: 3 },
    );
    expect(data.ways.get(1)?.tags).toEqual({ height: '12', building: 'true' });
    expect(data.relations[0]?.members).toEqual([{ type: 'way', ref: 1, role: '' }]);
    expect(notes.map(({ count }) => count)).toEqual([3, 1]);
  });
});

test.each([
  ['{"elements": [', SyntaxError, 'JSON'],
  ['[]', TypeError, 'not an Overpass answer'],
  ['{}', TypeError, 'no "elements"'],
  ['{"type": "FeatureCollection", "features": []}', TypeError, 'GeoJSON'],
])('%s is not an answer', (json, kind, message) => {
  expect(() => parseOverpassJson(json)).toThrow(kind);
  expect(() => parseOverpassJson(json)).toThrow(message);
});

describeRealData('recorded answers', () => {
  test.each([
    ['monaco-1km', 446, 133, 28],
    ['berlin-mitte-1km', 531, 58, undefined],
    ['berlin-siegessaeule', 5, undefined, undefined],
  ])('%s', (name, buildings, nodes, relations) => {
    const { data, timestamp, notes } = read(`overpass/${name}.out-body-geom.json`);
    const elements = [...data.ways.values(), ...data.relations];
    expect(elements.filter(({ tags }) => tags.building !== undefined)).toHaveLength(buildings);
    if (nodes !== undefined) expect(data.nodes).toHaveLength(nodes);
    if (relations !== undefined) expect(data.relations).toHaveLength(relations);
    expect(timestamp).toBe('2023-11-21T00:00:00Z');
    expect(notes).toEqual([]);
  });

  test('Norway: 86 buildings; Hamburg: one; Herne: a relation whose members carry the geometry', () => {
    expect(read('overpass/buildings-out-geom-86.json').data.ways.size).toBe(86);
    expect(read('overpass/elbphilharmonie-way_out_geom.json').data.ways.get(24981342)?.coords).toHaveLength(20);
    const { data } = read('overpass/multipolygon-relation-out-geom-herne.json');
    expect(data.relations[0]?.members.filter(({ type, ref }) => type === 'way' && data.ways.has(ref))).toHaveLength(45);
  });

  test('a way without geometry is left out with a note', () => {
    const { data, notes } = read('overpass/elbphilharmonie-way_out_body.json');
    expect(data.ways.size).toBe(0);
    expect(notes).toContainEqual({ note: expect.stringContaining('without any position'), count: 1 });
  });

  test('a single element with touching rings', () => {
    const { data } = of(JSON.parse(text('overpass/invalid_building_geometry.single-element.json')));
    expect(data.ways.has(99275260)).toBe(true);
  });

  test('remarks: an error makes the answer incomplete, other words do not', () => {
    const answer = (name: string) => parseOverpassJson(text(`overpass/error-200-remark-${name}-01.json`));
    expect(isIncomplete(answer('runtime-error'))).toBe(true);
    expect(isIncomplete(answer('runtime-remark'))).toBe(false);
    expect(overpassData(answer('unknown')).notes).toEqual([{ note: 'Test remark', count: 1 }]);
  });
});
