import { describe, expect, test } from 'vitest';
import type { Bbox } from '../../../geo/bbox.ts';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData } from '../../../testing/real-data-files.ts';
import type { OsmData, Tags } from '../osm-data.ts';
import type { SourceContext } from '../source.ts';
import { fileSource } from './file-source.ts';
import { keepTouching } from './keep-touching.ts';

const context: SourceContext = {
  signal: new AbortController().signal,
  fetch: () => Promise.reject(new Error('a file needs no network')),
  sleep: () => Promise.resolve(),
  progress: () => undefined,
};

const BOX: Bbox = [0, 0, 1, 1];

function square(id: number, west: number, south: number, size: number, tags: Tags = {}) {
  const [east, north] = [west + size, south + size];
  const coords = Float64Array.of(west, south, east, south, east, north, west, north, west, south);
  return [id, { id, tags, coords }] as const;
}

function kept(data: Partial<OsmData>) {
  const { nodes, ways, relations } = keepTouching({ nodes: [], ways: new Map(), relations: [], ...data }, BOX);
  return { nodes: nodes.map(({ id }) => id), ways: [...ways.keys()], relations: relations.map(({ id }) => id) };
}

const members = (...refs: number[]) => refs.map((ref) => ({ type: 'way' as const, ref, role: 'outer' }));

describe('what touches the box', () => {
  test('nodes inside; ways that reach in or enclose it, whole', () => {
    const node = (id: number, lon: number) => ({ id, tags: {}, lon, lat: 0.5 });
    expect(
      kept({
        nodes: [node(1, 0.5), node(2, 1), node(3, 1.1)],
        ways: new Map([square(1, 0.9, 0.9, 5), square(2, 2, 2, 1), square(3, -5, -5, 20), square(4, 1.5, 0, 1)]),
      }),
    ).toEqual({ nodes: [1, 2], ways: [1, 3], relations: [] });
  });

  test('multipolygons and buildings with all their members; other relations without more', () => {
    const far = square(2, 3, 3, 1);
    const relation = (id: number, type: string, ...refs: number[]) => ({
      id,
      tags: { type },
      members: members(...refs),
    });
    const ways = new Map([square(1, 0.5, 0.5, 0.1), far, square(3, 8, 8, 1)]);
    for (const type of ['multipolygon', 'building']) {
      const data = { ways, relations: [relation(9, type, 1, 2, 77), relation(10, type, 3)] };
      expect(kept(data)).toEqual({ nodes: [], ways: [1, 2], relations: [9] });
    }
    const routes = [relation(9, 'route', 1, 2), relation(10, 'route', 3)];
    expect(kept({ ways, relations: routes })).toEqual({ nodes: [], ways: [1], relations: [9] });
  });

  test('a multipolygon whose border runs around the box in pieces', () => {
    const border = new Map([square(1, -2, -2, 0.5), square(2, 2, 2, 0.5)]);
    const relation = { id: 9, tags: { type: 'multipolygon' }, members: members(1, 2) };
    expect(kept({ ways: border, relations: [relation] })).toEqual({ nodes: [], ways: [1, 2], relations: [9] });
  });

  test('a building of multipolygons comes with those of them that lie outside', () => {
    const ways = new Map([square(1, 0.5, 0.5, 0.1), square(2, 3, 3, 1)]);
    const part = (id: number, way: number) => ({ id, tags: { type: 'multipolygon' }, members: members(way) });
    const building = {
      id: 9,
      tags: { type: 'building' },
      members: [11, 12].map((ref) => ({ type: 'relation' as const, ref, role: 'part' })),
    };
    const data = { ways, relations: [building, part(11, 1), part(12, 2)] };
    expect(kept(data)).toEqual({ nodes: [], ways: [1, 2], relations: [9, 11, 12] });
  });

  test('building parts just outside, which belong to a building on the edge', () => {
    const part = { 'building:part': 'yes' };
    const ways = new Map([square(1, 1.0005, 0.5, 0.0001, part), square(2, 1.002, 0.5, 0.0001, part)]);
    expect(kept({ ways }).ways).toEqual([1]);
  });
});

test('roads, railways and waters just outside, which are wide enough to reach in', () => {
  for (const key of ['highway', 'railway', 'waterway', 'aeroway']) {
    const ways = new Map([
      square(1, 1.0002, 0.5, 0.0001, { [key]: 'yes' }),
      square(2, 1.0005, 0.5, 0.0001, { [key]: 'yes' }),
      square(3, 1.0002, 0.5, 0.0001, { landuse: 'grass' }),
    ]);
    expect(kept({ ways }).ways).toEqual([1]);
  }
});

test('a file that is elsewhere says where; one without positions says so', async () => {
  const xml = '<osm><node id="1" lat="43.7" lon="7.4"><tag k="natural" v="tree"/></node></osm>';
  await expect(fileSource(new TextEncoder().encode(xml), 'town.osm').load(BOX, context)).rejects.toMatchObject({
    failure: {
      code: 'no-data',
      message: 'town.osm holds nothing inside the box.',
      advice: expect.stringContaining('7.4000, 43.7000, 7.4000, 43.7000'),
    },
  });
  const empty = fileSource(new TextEncoder().encode('<osm/>'), 'town.osm');
  await expect(empty.load(BOX, context)).rejects.toMatchObject({
    failure: { code: 'no-data', advice: expect.stringContaining('out geom') },
  });
});

describeRealData('Monaco', () => {
  const bytes = () => realData('osm/monaco-2023.osm.pbf');

  test('is read once, and each box gets its own part with whole buildings', async () => {
    let steps = 0;
    const counting = { ...context, progress: () => void steps++ };
    const source = fileSource(bytes(), 'monaco.osm.pbf', 'Monaco');
    const small = await source.load([7.42, 43.733, 7.424, 43.736], counting);
    const afterFirst = steps;
    const all = await source.load([7.4, 43.7, 7.5, 43.8], counting);
    expect(steps).toBe(afterFirst);
    expect(small.data.ways.size).toBeGreaterThan(100);
    expect(small.data.ways.size).toBeLessThan(all.data.ways.size);
    for (const [id, way] of small.data.ways) expect(way).toBe(all.data.ways.get(id));
    expect(small.source).toEqual({
      id: 'osm-file',
      label: 'Monaco',
      origin: 'monaco.osm.pbf',
      timestamp: '2023-11-21T21:21:31.000Z',
      attribution: '© OpenStreetMap contributors',
      licence: expect.stringContaining('ODbL'),
      fictional: false,
    });
  });

  test('the box of the recorded Overpass answer gives all of its buildings', async () => {
    const box: Bbox = [7.418, 43.731, 7.4304, 43.74];
    const { data } = await fileSource(bytes(), 'monaco').load(box, context);
    const answer = await fileSource(realData('overpass/monaco-1km.out-body-geom.json'), 'x').load(box, context);
    for (const [id, way] of answer.data.ways) {
      if (way.tags.building !== undefined) expect(data.ways.get(id)).toEqual(way);
    }
  });
});
