import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LAYER_IDS, type LayerId } from '../../contract/layers.ts';
import { type Bbox, bboxFromCenter } from '../../geo/bbox.ts';
import { drawn, inputOf, rectangleLine } from '../../testing/map-data.ts';
import { describeRealData } from '../../testing/real-data.ts';
import { realData } from '../../testing/real-data-files.ts';
import { boundsOf, totalArea } from '../polygon/polygon.ts';
import { fileSource } from '../sources/osm/file-source.ts';
import { sampleFeatures } from '../sources/sample/sample-features.ts';
import type { FeatureSource } from '../sources/source.ts';
import type { City } from './city.ts';
import { COVERS } from './covers.ts';
import type { FeatureInput } from './feature-input.ts';
import { groundFeatures } from './ground-features.ts';

const { signal } = new AbortController();
const context = { signal, fetch, sleep: async () => {}, progress: () => {} };

type Features = Pick<City, 'courses' | 'areas' | 'bridges' | 'barriers'>;

async function load(source: FeatureSource, bbox: Bbox): Promise<FeatureInput> {
  return inputOf(bbox, (await source.load(bbox, context)).data);
}

/**
 * What must hold of any features: lines of distinct points near the box, areas that are areas near the box, each id
 * once in a layer.
 */
function expectSound({ frame }: FeatureInput, { courses, areas, bridges, barriers }: Features): void {
  const { minX, minY, maxX, maxY } = frame.rect;
  for (const { id, line, width } of [...courses, ...bridges, ...barriers]) {
    expect(line.length, id).toBeGreaterThanOrEqual(4);
    expect(width, id).toBeGreaterThan(0);
    for (let i = 2; i < line.length; i += 2) {
      expect(Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!), id).toBeGreaterThan(0);
    }
  }
  const margin = 50 + 0.02 * (maxX - minX);
  for (const { id, polygons } of areas) {
    const bounds = boundsOf(polygons);
    expect(totalArea(polygons), id).toBeGreaterThan(0);
    expect(bounds.minX > minX - margin && bounds.maxX < maxX + margin, id).toBe(true);
    expect(bounds.minY > minY - margin && bounds.maxY < maxY + margin, id).toBe(true);
  }
  const onGround = courses.map(({ id, cover }) => `${COVERS[cover]} ${id}`);
  expect(new Set(onGround).size).toBe(onGround.length);
  const above = new Set(bridges.map(({ id }) => id));
  for (const { id } of courses) expect(above).not.toContain(id);
}

const layersOf = ({ courses, areas }: Features): Set<LayerId> =>
  new Set([...courses, ...areas].map(({ cover }) => COVERS[cover]));

test('the sample city has something in every layer, and all of it is understood', async () => {
  const input = await load(sampleFeatures(), bboxFromCenter([7, 50], [1000, 1000]));
  const features = await groundFeatures(input, LAYER_IDS);
  expectSound(input, features);
  expect(layersOf(features)).toEqual(new Set(['roads', 'railways', 'water', 'green']));
  expect(features.bridges.length).toBeGreaterThan(0);
  expect(new Set(features.barriers.map(({ kind }) => kind))).toEqual(new Set(['wall', 'fence', 'hedge']));
  expect(new Set(features.areas.map(({ cover }) => cover))).toEqual(
    new Set(['square', 'parking', 'footway', 'water', 'garden', 'wood', 'grass', 'park']),
  );
  expect([...input.oddities.skipped, ...input.oddities.repaired]).toEqual([]);
});

test('only the layers that are asked for are made', async () => {
  const input = await load(sampleFeatures(), bboxFromCenter([7, 50], [600, 600]));
  for (const layer of ['roads', 'railways', 'water', 'green'] as const) {
    const features = await groundFeatures(input, ['terrain', layer]);
    expect(layersOf(features)).toEqual(new Set([layer]));
    expect([...features.bridges, ...features.barriers]).toEqual([]);
  }
  const none = await groundFeatures(input, ['terrain', 'buildings', 'trees']);
  expect(none).toEqual({ courses: [], areas: [], bridges: [], barriers: [] });
});

test('an element of two layers belongs to the first that is asked for', async () => {
  const both = { tags: { highway: 'pedestrian', area: 'yes', leisure: 'park' }, line: rectangleLine(0, 0, 20, 20) };
  expect((await groundFeatures(await drawn(both), ['roads', 'green'])).areas).toMatchObject([{ cover: 'square' }]);
  expect((await groundFeatures(await drawn(both), ['green'])).areas).toMatchObject([{ cover: 'park' }]);
});

test('whatever the tags and the lines, features are sound', async () => {
  const tags = fc.dictionary(
    fc.constantFrom(
      ...['highway', 'railway', 'waterway', 'natural', 'landuse', 'leisure', 'amenity', 'barrier', 'aeroway', 'area'],
      ...['area:highway', 'bridge', 'tunnel', 'layer', 'width', 'lanes', 'gauge', 'tracks', 'height', 'name', 'oneway'],
    ),
    fc.oneof(
      fc.constantFrom('yes', 'no', 'primary', 'footway', 'rail', 'river', 'water', 'wood', 'park', 'parking', 'wall'),
      fc.constantFrom('pedestrian', 'constructor', '-3', '1e9', '5;6', '3|4', 'NaN', '', 'coastline', '1435', '2'),
    ),
    { maxKeys: 6 },
  );
  const metres = fc.oneof(
    fc.integer({ min: -30, max: 30 }).map((value) => value * 10),
    fc.constantFrom(0, 1e-5, 4e6),
  );
  const line = fc.array(metres, { minLength: 2, maxLength: 14 }).map((values) => values.slice(0, values.length & ~1));
  const way = fc.tuple(tags, line, fc.boolean()).map(([tags, line, closed]) => ({
    tags,
    line: closed ? [...line, ...line.slice(0, 2)] : line,
  }));
  await fc.assert(
    fc.asyncProperty(fc.array(way, { maxLength: 6 }), async (ways) => {
      const input = await drawn(...ways);
      expectSound(input, await groundFeatures(input, LAYER_IDS));
    }),
    { numRuns: 300 },
  );
});

describeRealData('real places', () => {
  test.each<[string, Bbox, string, LayerId[]]>([
    ['Monaco', [7.40921, 43.72335, 7.44864, 43.75169], 'monaco-2023.osm.pbf', ['roads', 'water', 'green']],
    [
      'Berlin Mitte',
      [13.37962, 52.52726, 13.39442, 52.53626],
      'berlin-mitte-2015.osm',
      ['roads', 'railways', 'water', 'green'],
    ],
    [
      'Siegessäule',
      [13.34766, 52.51303, 13.35276, 52.51574],
      'berlin-siegessaeule.osm.gz',
      ['roads', 'green', 'water'],
    ],
    ['London', [-0.0966, 51.4993, -0.0884, 51.5062], 'london-borough-overpass.osm', ['roads']],
    ['Nuremberg', [11.15199, 49.46499, 11.15899, 49.46702], 'nuremberg-laufamholz.osm', ['roads', 'green']],
  ])('%s: its features are sound, and hardly any are odd', async (_, bbox, file, layers) => {
    const input = await load(fileSource(realData(`osm/${file}`), file), bbox);
    const features = await groundFeatures(input, LAYER_IDS);
    expectSound(input, features);
    expect([...layersOf(features)]).toEqual(expect.arrayContaining(layers));
    const { skipped, repaired } = input.oddities;
    expect(skipped.length + repaired.length).toBeLessThan(0.01 * (features.courses.length + features.areas.length) + 3);
  });

  test('a sandy desert and a wood as large as a country cover the whole box', async () => {
    const bbox: Bbox = [-4.152832, 21.8716946, -4.1418457, 21.8818898];
    const input = await load(fileSource(realData('osm/edge-cases/osm2world-huge_areas.osm'), 'huge_areas'), bbox);
    const features = await groundFeatures(input, LAYER_IDS);
    expectSound(input, features);
    const { minX, minY, maxX, maxY } = input.frame.rect;
    const sand = features.areas.find(({ cover }) => cover === 'sand')!;
    expect(totalArea(sand.polygons)).toBeGreaterThan((maxX - minX) * (maxY - minY));
    expect(features.areas.map(({ cover }) => cover).toSorted()).toEqual(['carriageway', 'sand', 'wood']);
  });
});
