import type { Feature, FeatureCollection, Position } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFile } from '../../testing/read-models.ts';
import { modelScene, sampleModel } from '../../testing/sample-model.ts';
import { joinMeshes } from '../../testing/scenes.ts';
import { testCity, testScene } from '../../testing/test-scene.ts';
import type { City } from '../city/city.ts';
import type { MadeModel } from '../pack-export.ts';
import type { Scene } from './format.ts';
import { writeGeojson } from './geojson.ts';

async function read(scene: Scene): Promise<FeatureCollection> {
  const [file] = await writeGeojson(scene, 'a');
  return JSON.parse(new TextDecoder().decode(await readFile(file!)));
}

/** Every position of a feature. */
function positions({ geometry }: Feature): Position[] {
  const flat = (value: unknown): Position[] => {
    const list = value as unknown[];
    return typeof list[0] === 'number' ? [list as Position] : list.flatMap(flat);
  };
  return 'coordinates' in geometry ? flat(geometry.coordinates) : [];
}

function rings({ geometry }: Feature): Position[][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

const signedArea = (ring: Position[]) =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0]! * y! - x! * ring[i]![1]!, 0) / 2;

describe('GeoJSON of the sample city', () => {
  let model: MadeModel;
  let collection: FeatureCollection;
  const of = (layer: string) => collection.features.filter(({ properties }) => properties!.layer === layer);
  beforeAll(async () => {
    model = await sampleModel();
    collection = await read(modelScene(model, 'geojson'));
  }, 60_000);

  it('has a feature for every object of every layer, of the fitting kind', () => {
    const kinds = (layer: string) => new Set(of(layer).map(({ geometry }) => geometry.type.replace('Multi', '')));
    expect(of('buildings')).toHaveLength(model.city.buildings.flatMap(({ parts }) => parts).length);
    expect(of('trees')).toHaveLength(model.city.trees.length);
    expect(kinds('buildings')).toEqual(new Set(['Polygon']));
    expect(kinds('trees')).toEqual(new Set(['Point']));
    expect(kinds('terrain')).toEqual(new Set(['LineString']));
    for (const layer of ['roads', 'railways', 'bridges', 'barriers']) expect(kinds(layer)).toContain('LineString');
    for (const layer of ['water', 'green']) expect(kinds(layer)).toContain('Polygon');
  });

  it('gives heights with where they came from', () => {
    for (const { properties } of of('buildings')) {
      expect(properties).toMatchObject({ height: expect.any(Number), class: expect.any(String) });
      expect(['measured', 'levels', 'assumed']).toContain(properties!.height_source);
    }
    expect(of('buildings').some(({ properties }) => properties!.tags?.building !== undefined)).toBe(true);
  });

  it('keeps the right-hand rule: closed rings, outer ones counter-clockwise, holes clockwise', () => {
    const areas = collection.features.flatMap(rings);
    expect(areas.length).toBeGreaterThan(20);
    for (const [outer, ...holes] of areas) {
      for (const ring of [outer!, ...holes]) expect(ring.at(-1)).toEqual(ring[0]);
      expect(signedArea(outer!)).toBeGreaterThan(0);
      for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0);
    }
  });

  it('tells the box around all that it holds', () => {
    const all = collection.features.flatMap(positions);
    const [west, south, east, north] = collection.bbox!;
    expect([west, east]).toEqual([Math.min(...all.map(([x]) => x!)), Math.max(...all.map(([x]) => x!))]);
    expect([south, north]).toEqual([Math.min(...all.map(([, y]) => y!)), Math.max(...all.map(([, y]) => y!))]);
    expect(all.every(({ length }) => length === 2)).toBe(true);
  });

  it('draws contours where the ground has their height, at round steps', async () => {
    const { surface, frame } = model.city;
    const { features } = await read(modelScene(model, 'geojson', { precision: 9 }));
    const drawn = features.filter(({ properties }) => properties!.class === 'contour');
    expect(drawn.length).toBeGreaterThan(2);
    let wrong = 0;
    let count = 0;
    for (const contour of drawn) {
      const { height } = contour.properties!;
      expect(Number.isInteger(height * 2)).toBe(true);
      for (const [lon, lat] of positions(contour)) {
        const [x, y] = frame.toLocal(lon!, lat!);
        const inside = Math.max(Math.abs(x) - frame.rect.maxX, Math.abs(y) - frame.rect.maxY) < -0.1;
        if (!inside) continue;
        // Where the ground is nearly upright, the height need not occur among places 5 mm around.
        const around = [-1, 0, 1].flatMap((i) => [-1, 0, 1].map((j) => surface!.heightAt(x + i / 200, y + j / 200)));
        count++;
        if (Math.min(...around) > height + 0.001 || Math.max(...around) < height - 0.001) wrong++;
      }
    }
    expect(count).toBeGreaterThan(1000);
    expect(wrong).toBeLessThan(count / 100);
  });

  it('has only its layers in a separate file', async () => {
    const scene = modelScene(model, 'geojson');
    const { features } = await read({ ...scene, layers: scene.layers.filter(({ layer }) => layer === 'water') });
    expect(new Set(features.map(({ properties }) => properties!.layer))).toEqual(new Set(['water']));
  });
});

describe('GeoJSON', () => {
  const [lon, lat] = [7.4200123456, 43.7300123456];
  const tree = { id: 'node/1', tags: {}, shape: 'palm', height: 5, crownDiameter: 2, provenance: 'assumed' } as const;
  const empty = testCity();
  const [x, y] = empty.frame.toLocal(lon, lat);
  const city: City = { ...empty, trees: [{ ...tree, x, y }] };
  const layers = [joinMeshes('trees', [])];

  it('gives a known point back within a centimetre, and within a millimetre with nine decimals', async () => {
    const at = async (scene: Scene) => positions((await read(scene)).features[0]!)[0]!;
    for (const [precision, metres] of [
      ['auto', 0.01],
      [9, 0.001],
    ] as const) {
      const [east, north] = empty.frame.toLocal(
        ...((await at(testScene(layers, 'geojson', { city, precision }))) as [number, number]),
      );
      expect(Math.hypot(east - x, north - y)).toBeLessThan(metres);
    }
  });

  it('is a valid empty collection where there is nothing', async () => {
    expect(await read(testScene([], 'geojson'))).toMatchObject({ type: 'FeatureCollection', features: [] });
  });
});
