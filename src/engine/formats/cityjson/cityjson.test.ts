import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import proj4 from 'proj4';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFile } from '../../../testing/read-models.ts';
import { describeRealData } from '../../../testing/real-data.ts';
import { realDataPath } from '../../../testing/real-data-files.ts';
import { modelScene, sampleModel } from '../../../testing/sample-model.ts';
import { boxMesh } from '../../../testing/scenes.ts';
import { testScene } from '../../../testing/test-scene.ts';
import type { MadeModel } from '../../pack-export.ts';
import type { Scene } from '../format.ts';
import { writeCityjson, writeCityjsonseq } from './cityjson.ts';

interface Geometry {
  readonly type: string;
  readonly lod: string;
  readonly boundaries: unknown[];
  readonly semantics?: { readonly surfaces: { readonly type: string }[]; readonly values: unknown[] };
}
interface CityJson {
  readonly type: string;
  readonly transform: { readonly scale: number[]; readonly translate: number[] };
  readonly metadata: Record<string, unknown>;
  readonly vertices: number[][];
  readonly CityObjects: Record<
    string,
    {
      readonly type: string;
      readonly attributes: Record<string, unknown>;
      readonly geometry?: Geometry[];
      readonly parents?: string[];
      readonly children?: string[];
    }
  >;
}

const text = async (scene: Scene, write: typeof writeCityjson) =>
  new TextDecoder().decode(await readFile(write(scene, 'a')[0]!));
const read = async (scene: Scene): Promise<CityJson> => JSON.parse(await text(scene, writeCityjson));

/** The triangles of a solid or a surface. */
function triangles({ type, boundaries }: Geometry): number[][] {
  const faces = (type === 'Solid' ? boundaries.flat() : boundaries) as number[][][];
  return faces.map(([ring]) => ring!);
}

/** Sides without the opposite side of a neighbour. */
function openSides(faces: readonly number[][]): number {
  const sides = new Set<string>();
  for (const face of faces) for (const [i, a] of face.entries()) sides.add(`${a} ${face[(i + 1) % face.length]}`);
  return [...sides].filter((side) => !sides.has(side.split(' ').reverse().join(' '))).length;
}

let model: MadeModel;
let city: CityJson;
beforeAll(async () => {
  model = await sampleModel();
  city = await read(modelScene(model, 'cityjson'));
}, 60_000);
const objects = (type: string) => Object.values(city.CityObjects).filter((object) => object.type === type);

describe('CityJSON of the sample city', () => {
  it('has objects of each kind', () => {
    expect(objects('TINRelief')).toHaveLength(1);
    expect(objects('SolitaryVegetationObject')).toHaveLength(model.city.trees.length);
    for (const type of ['Building', 'Road', 'Railway', 'WaterBody', 'PlantCover', 'Bridge', 'OtherConstruction']) {
      expect(objects(type).length, type).toBeGreaterThan(0);
    }
  });

  it('names the element of the map that each object is, where it is one, and lengths to the millimetre', () => {
    const known = Object.values(city.CityObjects).map(({ attributes = {} }) => attributes as Record<string, unknown>);
    expect(known.filter(({ osm_id }) => osm_id !== undefined).length).toBeGreaterThan(500);
    for (const { osm_id, ...others } of known) {
      if (osm_id !== undefined) expect(osm_id).toMatch(/^(node|way|relation)\/\d+$/);
      for (const value of Object.values(others)) {
        if (typeof value === 'number') expect(value).toBe(Number(value.toFixed(3)));
      }
    }
  });

  it('has closed solids whose every face has its meaning', () => {
    const solids = Object.values(city.CityObjects).flatMap(({ geometry = [] }) =>
      geometry.filter(({ type }) => type === 'Solid'),
    );
    expect(solids.length).toBeGreaterThan(400);
    for (const solid of solids) {
      expect(openSides(triangles(solid))).toBe(0);
      if (solid.semantics) expect((solid.semantics.values[0] as number[]).length).toBe(triangles(solid).length);
    }
    const building = [...objects('Building'), ...objects('BuildingPart')].flatMap(({ geometry = [] }) => geometry);
    for (const { lod, semantics } of building) {
      const meanings = semantics!.surfaces.map(({ type }) => type);
      expect(['1.2', '2.2']).toContain(lod);
      for (const meaning of ['WallSurface', 'RoofSurface']) expect(meanings).toContain(meaning);
    }
  });

  it('shares out the ground: every triangle of it belongs to exactly one object', () => {
    const ground = ['TINRelief', 'Road', 'TransportSquare', 'Railway', 'WaterBody', 'PlantCover', 'LandUse']
      .flatMap(objects)
      .flatMap(({ geometry = [] }) => geometry.filter(({ type }) => type !== 'Solid'));
    const count = ground.reduce((sum, geometry) => sum + triangles(geometry).length, 0);
    // Rounding may flatten the thinnest.
    expect(count).toBeLessThanOrEqual(model.city.surface!.covers.length);
    expect(count).toBeGreaterThan(model.city.surface!.covers.length * 0.98);
    expect(
      objects('Road').filter(({ attributes }) => String(attributes.osm_id).startsWith('way/')).length,
    ).toBeGreaterThan(5);
  });

  it('gives every part a parent that knows it', () => {
    for (const [id, { parents = [] }] of Object.entries(city.CityObjects)) {
      for (const parent of parents) expect(city.CityObjects[parent]!.children).toContain(id);
    }
  });

  it('names UTM, and lies within the extent it tells', () => {
    expect(city.metadata.referenceSystem).toBe('https://www.opengis.net/def/crs/EPSG/0/32631');
    const { scale, translate } = city.transform;
    const extent = city.metadata.geographicalExtent as number[];
    for (const axis of [0, 1, 2]) {
      const values = city.vertices.map((vertex) => vertex[axis]! * scale[axis]! + translate[axis]!);
      expect(values.reduce((a, b) => Math.min(a, b))).toBeCloseTo(extent[axis]!, 3);
      expect(values.reduce((a, b) => Math.max(a, b))).toBeCloseTo(extent[axis + 3]!, 3);
    }
  });

  it('has the same objects in a sequence, each with vertices of its own', async () => {
    const lines = (await text(modelScene(model, 'cityjsonseq'), writeCityjsonseq)).trimEnd().split('\n');
    const [head, ...features] = lines.map((line) => JSON.parse(line) as CityJson);
    expect(head).toMatchObject({ type: 'CityJSON', version: '2.0', CityObjects: {}, vertices: [] });
    expect(features.flatMap(({ CityObjects }) => Object.keys(CityObjects))).toEqual(Object.keys(city.CityObjects));
    for (const { type, vertices, CityObjects } of features) {
      expect(type).toBe('CityJSONFeature');
      const used = Object.values(CityObjects)
        .flatMap(({ geometry = [] }) => geometry.flatMap(triangles))
        .flat();
      expect(new Set(used).size).toBe(vertices.length);
    }
  });
});

describe('CityJSON', () => {
  it.each([
    ['utm', '+proj=utm +zone=32 +datum=WGS84', 32632],
    [
      'EPSG:3035 +proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +towgs84=0,0,0 +units=m',
      '+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m',
      3035,
    ],
  ])('gives a known point back within a millimetre (%s)', async (crs, definition, epsg) => {
    const scene = testScene([], 'cityjson', { crs });
    const [lon, lat] = [7.4201, 43.7301];
    const [x, y] = scene.city.frame.toLocal(lon, lat);
    const { transform, vertices, metadata } = await read({
      ...scene,
      layers: [boxMesh('buildings', 'way/1', [x, y, 5], [x + 3, y + 3, 8])],
    });
    const corners = vertices.map((vertex) =>
      vertex.map((value, axis) => value * transform.scale[axis]! + transform.translate[axis]!),
    );
    const [east, north] = proj4(definition).forward([lon, lat]);
    const nearest = Math.min(...corners.map(([e, n, z]) => Math.hypot(e! - east!, n! - north!, z! - 5)));
    expect(nearest).toBeLessThan(0.001);
    expect(metadata.referenceSystem).toMatch(new RegExp(`/${epsg}$`));
  });

  it('refuses a reference system in degrees or feet, or without a needed definition', async () => {
    const written = (crs: string) => read(testScene([], 'cityjson', { crs }));
    await expect(written('EPSG:4326 +proj=longlat +datum=WGS84')).rejects.toThrow('degrees');
    await expect(
      written('EPSG:2263 +proj=lcc +lat_1=41 +lat_2=40.6 +lat_0=40 +lon_0=-74 +units=us-ft'),
    ).rejects.toThrow('metres');
    await expect(written('EPSG:2056')).rejects.toThrow('definition');
  });

  it('can keep local coordinates, and then names no reference system', async () => {
    const { metadata, transform } = await read(testScene([], 'cityjson', { crs: 'local' }));
    expect(metadata.referenceSystem).toBeUndefined();
    expect(transform.translate).toEqual([0, 0, 0]);
  });
});

describeRealData('CityJSON by its schema', () => {
  it('is valid: one object of each type, because the schema tries each type on each object', () => {
    const some = Object.entries(city.CityObjects).filter(([, { type, geometry = [] }], index, all) => {
      const before = all.slice(0, index).filter(([, other]) => other.type === type).length;
      return before < 1 && (geometry[0]?.boundaries.flat(3).length ?? 0) < 1000;
    });
    const types = new Set(some.map(([, { type }]) => type));
    const schema = JSON.parse(readFileSync(realDataPath('schemas/cityjson-2.0.min.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    validate({ ...city, CityObjects: Object.fromEntries(some), vertices: city.vertices.slice(0, 100) });
    expect(validate.errors).toBeNull();
    expect(types.size).toBeGreaterThan(5);
  }, 120_000);
});
