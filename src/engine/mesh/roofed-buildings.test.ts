import { describe, expect, test } from 'vitest';
import type { LevelOfDetail } from '../../contract/options.ts';
import { type Bbox, bboxFromCenter } from '../../geo/bbox.ts';
import {
  type BuiltBuildings,
  block,
  buildBuildings,
  expectClosed,
  OFFLINE,
  osmData,
  zRange,
} from '../../testing/build-buildings.ts';
import { describeRealData } from '../../testing/real-data.ts';
import { realData } from '../../testing/real-data-files.ts';
import type { Building } from '../city/city.ts';
import { fileSource } from '../sources/osm/file-source.ts';
import type { Tags } from '../sources/osm-data.ts';
import { sampleFeatures } from '../sources/sample/sample-features.ts';
import type { FeatureSource } from '../sources/source.ts';
import { SURFACES } from './layer-mesh.ts';

async function build(bbox: Bbox, source: FeatureSource, lod: LevelOfDetail = 2) {
  return buildBuildings((await source.load(bbox, OFFLINE)).data, bbox, { lod });
}

const roofs = (city: readonly Building[]) => city.flatMap(({ parts }) => parts.flatMap(({ roof }) => roof ?? []));

/** How many roofs are built in the shape that their tags ask for. */
function used({ city, oddities }: BuiltBuildings): number {
  const others = oddities.repaired.filter(({ reason }) => reason.startsWith('a roof (')).length;
  return 1 - others / roofs(city).length;
}

describe('the sample city', () => {
  const bbox = bboxFromCenter([7, 50], [600, 600]);

  test('has roofs of every kind, closed, in the shapes that its tags ask for', async () => {
    const built = await build(bbox, sampleFeatures());
    expectClosed(built.mesh);
    expect(new Set(roofs(built.city).map(({ shape }) => shape)).size).toBeGreaterThan(12);
    expect(used(built)).toBeGreaterThanOrEqual(0.95);
  });

  test('has flat roofs at level of detail 1, as high as the tops of the others', async () => {
    const [flat, shaped] = [await build(bbox, sampleFeatures(), 1), await build(bbox, sampleFeatures())];
    expect(roofs(flat.city)).toEqual([]);
    const heights = (city: readonly Building[]) => city.flatMap(({ parts }) => parts.map(({ height }) => height));
    expect(heights(flat.city)).toEqual(heights(shaped.city));
  });
});

describe('one house', () => {
  const house = (tags: Tags) => buildBuildings(osmData([block(1, { building: 'house', ...tags }, 0, 0, 14, 11)]));
  const top = ({ mesh }: BuiltBuildings) => zRange(mesh)[1];

  test('with storeys carries its roof on top of them', async () => {
    const built = await house({ 'building:levels': '2', 'roof:shape': 'gabled', 'roof:height': '4' });
    expect(top(built)).toBeCloseTo(10, 9);
  });

  test('with a height carries it within', async () => {
    const built = await house({ height: '10', 'roof:shape': 'hipped', 'roof:height': '4' });
    expect(top(built)).toBeCloseTo(10, 9);
    expect(built.mesh.surfaces).toContain(SURFACES.indexOf('roof'));
  });

  test('whose roof is higher than itself has a lower one, and the report says so', async () => {
    const built = await house({ height: '5', 'roof:shape': 'gabled', 'roof:height': '8' });
    expectClosed(built.mesh);
    expect(top(built)).toBeCloseTo(5, 9);
    expect(built.oddities.repaired).toEqual([
      { id: 'way/1', reason: 'a roof higher than its building, lowered to fit' },
    ]);
  });

  test('with an unknown roof has a flat one, and the report says so', async () => {
    const built = await house({ height: '5', 'roof:shape': 'tent' });
    expect(roofs(built.city)).toEqual([]);
    expect(built.oddities.repaired).toHaveLength(1);
  });
});

describeRealData('real places', () => {
  test.each<[string, Bbox, string, number]>([
    ['Monaco', [7.40921, 43.72335, 7.44864, 43.75169], 'monaco-2023.osm.pbf', 5],
    ['Berlin Mitte', [13.37962, 52.52726, 13.39442, 52.53626], 'berlin-mitte-2015.osm', 35],
    ['Siegessäule', [13.34766, 52.51303, 13.35276, 52.51574], 'berlin-siegessaeule.osm.gz', 5],
    ['London', [-0.0966, 51.4993, -0.0884, 51.5062], 'london-borough-overpass.osm', 10],
    ['Nuremberg', [11.15199, 49.46499, 11.15899, 49.46702], 'nuremberg-laufamholz.osm', 9],
  ])('%s: its roofs are closed, and used as they are tagged', async (_, bbox, file, least) => {
    const built = await build(bbox, fileSource(realData(`osm/${file}`), file));
    expectClosed(built.mesh);
    expect(roofs(built.city).length).toBeGreaterThanOrEqual(least);
    expect(used(built)).toBeGreaterThanOrEqual(0.95);
  });
});
