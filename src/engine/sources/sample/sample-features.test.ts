import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bbox, bboxFromCenter, metresPerDegree } from '../../../geo/bbox.ts';
import type { OsmData, OsmWay, Tags } from '../osm-data.ts';
import type { SourceContext } from '../source.ts';
import {
  closePairs,
  depthIn,
  isSimple,
  lineOf,
  type Outline,
  outlinesOf,
  overlap,
  ringArea,
  runsThrough,
  type ToMetres,
} from './probe.ts';
import { ROOF_SHAPES } from './roof-shapes.ts';
import { sampleFeatures } from './sample-features.ts';

function context(signal = new AbortController().signal): SourceContext {
  return { signal, fetch, sleep: async () => undefined, progress: () => undefined };
}

async function load(bbox: Bbox): Promise<OsmData> {
  return (await sampleFeatures().load(bbox, context())).data;
}

/** The place's square of a side in metres, pushed inside the valid range. */
function square(lon: number, lat: number, side = 1000): Bbox {
  const [west, south, east, north] = bboxFromCenter([lon, lat], [side, side]);
  const dx = Math.max(-180 - west, 0) - Math.max(east - 180, 0);
  const dy = Math.max(-85 - south, 0) - Math.max(north - 85, 0);
  return [Math.max(west + dx, -180), south + dy, Math.min(east + dx, 180), north + dy];
}

const place = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
});
const corners = [
  { lon: 0, lat: 0 },
  { lon: 8.5, lat: 47 },
  { lon: 25, lat: 65 },
  { lon: 180, lat: -85 },
  { lon: -180, lat: 85 },
  { lon: -180, lat: 0.001 },
  { lon: 180, lat: 51.5 },
];
const examples = { examples: corners.map((corner): [typeof corner] => [corner]) };

function metresAround([west, south, east, north]: Bbox): ToMetres {
  const [lon0, lat0] = [(west + east) / 2, (south + north) / 2];
  const { lon, lat } = metresPerDegree(lat0);
  return (x, y) => [(x - lon0) * lon, (y - lat0) * lat];
}

const isBuilding = (tags: Tags) => 'building' in tags;

/** A line of text for each element: equal elements, equal texts. */
function texts(data: OsmData): Map<string, string> {
  const ways = [...data.ways.values()].map(({ id, tags, coords }): [string, string] => [
    `way/${id}`,
    JSON.stringify([tags, ...coords]),
  ]);
  const others = [...data.nodes, ...data.relations].map((element): [string, string] => [
    `${'members' in element ? 'relation' : 'node'}/${element.id}`,
    JSON.stringify(element),
  ]);
  return new Map([...ways, ...others]);
}

function touches({ coords }: OsmWay, [west, south, east, north]: Bbox): boolean {
  const lons = coords.filter((_, i) => i % 2 === 0);
  const lats = coords.filter((_, i) => i % 2 === 1);
  return (
    Math.min(...lons) <= east && Math.max(...lons) >= west && Math.min(...lats) <= north && Math.max(...lats) >= south
  );
}

describe('the same world for everyone', () => {
  it('gives the same elements for the same box', async () => {
    const bbox = square(8.5, 47, 600);
    expect(texts(await load(bbox))).toEqual(texts(await load(bbox)));
  });

  it('shows overlapping boxes the same elements, whole', async () => {
    const shift = fc.record({
      east: fc.double({ min: -1, max: 1, noNaN: true }),
      north: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(place, shift, async ({ lon, lat }, { east, north }) => {
        const first = square(lon, lat, 500);
        const perDegree = metresPerDegree(first[1]);
        const second = square(
          (first[0] + first[2]) / 2 + (500 * east) / perDegree.lon,
          (first[1] + first[3]) / 2 + (500 * north) / perDegree.lat,
          500,
        );
        const [a, b] = [await load(first), await load(second)];
        const [aTexts, bTexts] = [texts(a), texts(b)];
        for (const [id, text] of aTexts) if (bTexts.has(id)) expect(bTexts.get(id)).toBe(text);
        for (const way of a.ways.values()) if (touches(way, second)) expect(b.ways.has(way.id)).toBe(true);
        for (const node of a.nodes) {
          const inside =
            node.lon >= second[0] && node.lon <= second[2] && node.lat >= second[1] && node.lat <= second[3];
          expect(bTexts.has(`node/${node.id}`)).toBe(inside);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('finds nothing in small boxes that the large one lacks', async () => {
    const large = await load(square(13.4, 52.5, 900));
    const known = texts(large);
    for (const [east, north] of [
      [-0.003, -0.002],
      [0.002, 0.001],
      [0, 0],
    ] as const) {
      for (const [id, text] of texts(await load(square(13.4 + east, 52.5 + north, 120))))
        expect(known.get(id)).toBe(text);
    }
  });
});

describe('any square kilometre', () => {
  it('holds something of everything', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ lon, lat }) => {
        const data = await load(square(lon, lat));
        const ways = [...data.ways.values()];
        const count = (wanted: (tags: Tags) => boolean) =>
          [...ways, ...data.relations].filter(({ tags }) => wanted(tags)).length;
        expect(count(isBuilding)).toBeGreaterThan(600);
        expect(count(isBuilding)).toBeLessThan(1800);
        expect(count((tags) => 'building:part' in tags)).toBeGreaterThan(8);
        expect(count((tags) => tags.type === 'multipolygon')).toBeGreaterThan(0);
        for (const shape of ROOF_SHAPES)
          expect(
            count((tags) => tags['roof:shape'] === shape),
            shape,
          ).toBeGreaterThan(0);
        for (const [key, value] of [
          ['waterway', 'river'],
          ['water', 'river'],
          ['railway', 'rail'],
          ['building', 'train_station'],
          ['building', 'house'],
          ['building', 'apartments'],
          ['leisure', 'park'],
          ['natural', 'tree_row'],
          ['highway', 'primary'],
          ['highway', 'residential'],
          ['highway', 'footway'],
          ['amenity', 'parking'],
          ['area', 'yes'],
        ] as const) {
          expect(
            count((tags) => tags[key] === value),
            `${key}=${value}`,
          ).toBeGreaterThan(0);
        }
        expect(count((tags) => 'highway' in tags && tags.bridge === 'yes')).toBeGreaterThan(0);
        expect(count((tags) => 'railway' in tags && tags.bridge === 'yes')).toBeGreaterThan(0);
        expect(count((tags) => 'barrier' in tags)).toBeGreaterThan(5);
        expect(data.nodes.filter(({ tags }) => tags.natural === 'tree').length).toBeGreaterThan(100);
      }),
      { numRuns: 30, ...examples },
    );
  });

  it('tells heights for a third of the buildings, storeys for a third', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ lon, lat }) => {
        const bbox = square(lon, lat);
        const buildings = outlinesOf(await load(bbox), metresAround(bbox), isBuilding);
        const share = (wanted: (tags: Tags) => boolean) =>
          buildings.filter(({ tags }) => wanted(tags)).length / buildings.length;
        const measured = share((tags) => 'height' in tags);
        const levels = share((tags) => !('height' in tags) && 'building:levels' in tags);
        for (const part of [measured, levels, 1 - measured - levels]) expect(Math.abs(part - 1 / 3)).toBeLessThan(0.08);
      }),
      { numRuns: 5 },
    );
  });
});

/** Runs a check on the geometry of a square of 700 m at random places and at the awkward ones. */
function everywhere(name: string, check: (data: OsmData, toMetres: ToMetres, buildings: Outline[]) => void): void {
  it(name, async () => {
    const property = fc.asyncProperty(place, async ({ lon, lat }) => {
      const bbox = square(lon, lat, 700);
      const data = await load(bbox);
      const toMetres = metresAround(bbox);
      check(data, toMetres, outlinesOf(data, toMetres, isBuilding));
    });
    await fc.assert(property, { numRuns: 15, ...examples });
  });
}

describe('geometry', () => {
  everywhere('closes every building in a simple ring with an area', (data, _, buildings) => {
    for (const way of data.ways.values()) {
      if (!('building' in way.tags || 'building:part' in way.tags)) continue;
      expect([...way.coords.slice(-2)]).toEqual([...way.coords.slice(0, 2)]);
    }
    for (const { id, rings } of buildings) {
      for (const ring of rings) {
        expect(isSimple(ring), id).toBe(true);
        expect(Math.abs(ringArea(ring)), id).toBeGreaterThan(5);
      }
    }
  });

  everywhere('never lets buildings overlap', (_, __, buildings) => {
    const wrong = [...closePairs(buildings, buildings)].filter(([a, b]) => a.id < b.id && overlap(a, b));
    expect(wrong.map(([a, b]) => `${a.id} ${b.id}`)).toEqual([]);
  });

  everywhere('keeps buildings out of water, streets and tracks', (data, toMetres, buildings) => {
    const waters = outlinesOf(data, toMetres, (tags) => tags.natural === 'water');
    expect([...closePairs(buildings, waters)].filter(([a, b]) => overlap(a, b)).map(([a]) => a.id)).toEqual([]);
    const lines = [...data.ways.values()]
      .filter(({ tags }) => ('highway' in tags && tags.area !== 'yes') || tags.railway === 'rail' || 'barrier' in tags)
      .map((way) => lineOf(way, toMetres));
    const crossed = [...closePairs(buildings, lines)].filter(([a, b]) => runsThrough(b.points, a));
    expect(crossed.map(([a, b]) => `${a.id} ${b.id}`)).toEqual([]);
  });

  everywhere('puts every part inside a building', (data, toMetres, buildings) => {
    const parts = outlinesOf(data, toMetres, (tags) => 'building:part' in tags);
    for (const part of parts) {
      const home = [...closePairs([part], buildings)].some(([, building]) =>
        part.rings[0]!.every((x, i, ring) => i % 2 === 1 || depthIn(building, x, ring[i + 1]!) > -0.05),
      );
      expect(home, part.id).toBe(true);
    }
  });

  everywhere('lets terraces share the nodes of their walls', (data) => {
    const seen = new Map<string, number>();
    for (const { tags, coords } of data.ways.values()) {
      if (!('building' in tags)) continue;
      for (let i = 2; i < coords.length; i += 2) {
        const key = `${coords[i]} ${coords[i + 1]}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
    expect([...seen.values()].filter((count) => count > 1).length).toBeGreaterThan(50);
  });
});

describe('elements', () => {
  it('have unique, positive, safe ids, valid positions and complete relations', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ lon, lat }) => {
        const data = await load(square(lon, lat, 700));
        const ids = [...data.nodes, ...data.ways.values(), ...data.relations].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every((id) => Number.isSafeInteger(id) && id > 0)).toBe(true);
        for (const { coords } of data.ways.values()) {
          expect(coords.every((value, i) => Math.abs(value) <= (i % 2 === 0 ? 180 : 90))).toBe(true);
          expect(coords.every((value) => Math.abs(value * 1e7 - Math.round(value * 1e7)) < 1e-3)).toBe(true);
        }
        for (const { members } of data.relations) expect(members.every(({ ref }) => data.ways.has(ref))).toBe(true);
      }),
      { numRuns: 10, ...examples },
    );
  });
});

describe('the source', () => {
  it('says that it is fictional', async () => {
    const { source, notes } = await sampleFeatures().load(square(0, 0, 50), context());
    expect(source).toMatchObject({ id: 'sample', fictional: true });
    expect(notes).toEqual([]);
  });

  it('reports every row and ends complete', async () => {
    const steps: [number, number][] = [];
    await sampleFeatures().load(square(0, 0, 2000), {
      ...context(),
      progress: (done, total) => steps.push([done, total]),
    });
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it('stops between rows when cancelled', async () => {
    const controller = new AbortController();
    const progress = () => controller.abort();
    await expect(sampleFeatures().load(square(0, 0), { ...context(controller.signal), progress })).rejects.toThrow(
      /abort/i,
    );
  });
});
