import proj4 from 'proj4';
import { beforeAll, describe, expect, it } from 'vitest';
import { readIfc } from '../../../testing/read-ifc.ts';
import { meshSoup, readFile, soupFacts } from '../../../testing/read-models.ts';
import { modelScene, sampleModel } from '../../../testing/sample-model.ts';
import { boxMesh } from '../../../testing/scenes.ts';
import { testScene } from '../../../testing/test-scene.ts';
import type { MadeModel } from '../../pack-export.ts';
import type { Scene } from '../format.ts';
import { ifcGuid } from './guid.ts';
import { writeIfc } from './ifc.ts';
import { stepReal, stepText } from './step-writer.ts';

interface Instance {
  readonly entity: string;
  readonly text: string;
}

async function read(scene: Scene): Promise<Map<string, Instance>> {
  const text = new TextDecoder().decode(await readFile(writeIfc(scene, 'a')[0]!));
  expect(text).toMatch(/^ISO-10303-21;\nHEADER;\n/);
  expect(text).toMatch(/ENDSEC;\nEND-ISO-10303-21;\n$/);
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  return new Map(
    [...text.matchAll(/^(#\d+)=(\w+)\((.*)\);$/gm)].map(([, ref, entity, args]) => [
      ref!,
      { entity: entity!, text: args! },
    ]),
  );
}

const withoutText = ({ text }: Instance) => text.replace(/'(?:[^']|'')*'/g, '');

describe('IFC of the sample city', () => {
  let model: MadeModel;
  let instances: Map<string, Instance>;
  const of = (entity: string) => [...instances.values()].filter((instance) => instance.entity === entity);
  beforeAll(async () => {
    model = await sampleModel();
    instances = await read(modelScene(model, 'ifc'));
  }, 60_000);

  it('refers only to instances that exist', () => {
    for (const instance of instances.values()) {
      for (const [ref] of withoutText(instance).matchAll(/#\d+/g)) expect(instances.has(ref)).toBe(true);
    }
  });

  it('has one project with one site on a map, and a building for each building', () => {
    for (const entity of ['IFCPROJECT', 'IFCSITE', 'IFCMAPCONVERSION']) expect(of(entity)).toHaveLength(1);
    expect(of('IFCPROJECTEDCRS')[0]!.text).toMatch(/^'EPSG:32631'/);
    const solids = new Set(
      model.layers.find(({ layer }) => layer === 'buildings')!.bodies.map(({ id }) => id.replace(/#.*/, '')),
    );
    expect(of('IFCBUILDING').length).toBeLessThanOrEqual(model.city.buildings.length);
    expect(of('IFCBUILDING').length).toBeGreaterThan(0.9 * model.city.buildings.length);
    expect(of('IFCWALL').length).toBeGreaterThanOrEqual(solids.size);
    expect(of('IFCROOF').length).toBeGreaterThanOrEqual(of('IFCBUILDING').length);
    expect(of('IFCGEOGRAPHICELEMENT').filter(({ text }) => text.includes('.TERRAIN.'))).toHaveLength(1);
    expect(of('IFCGEOGRAPHICELEMENT').filter(({ text }) => text.includes("'TREE'"))).toHaveLength(
      model.city.trees.length,
    );
  });

  it('gives every rooted instance an identity of its own', () => {
    const guids = [...instances.values()].flatMap(({ text }) => /^'([\w$]{22})',/.exec(text)?.[1] ?? []);
    expect(guids.length).toBeGreaterThan(1000);
    expect(new Set(guids).size).toBe(guids.length);
    for (const guid of guids) expect(guid).toMatch(/^[0-3]/);
  });

  it('numbers the corners of triangles within their points', () => {
    let triangles = 0;
    for (const { text } of of('IFCTRIANGULATEDFACESET')) {
      const points = instances.get(/^#\d+/.exec(text)![0])!.text.split('),(').length;
      for (const [, a, b, c] of text.matchAll(/\((\d+),(\d+),(\d+)\)/g)) {
        triangles++;
        for (const corner of [a, b, c].map(Number)) {
          expect(corner >= 1 && corner <= points).toBe(true);
        }
      }
    }
    const ground = model.city.surface!.covers.length;
    const standing = model.layers
      .filter(({ shell }) => shell === undefined)
      .reduce((sum, { surfaces }) => sum + surfaces.length, 0);
    expect(triangles).toBe(ground + standing);
  });

  it('shows an independent reader all triangles in their places, without a complaint', async () => {
    const { schema, soup, complaints } = await readIfc(await readFile(writeIfc(modelScene(model, 'ifc'), 'a')[0]!));
    expect(schema).toBe('IFC4');
    expect(complaints).toEqual([]);
    const facts = soupFacts(soup);
    const standing = model.layers.filter(({ shell }) => shell === undefined);
    expect(facts.triangles).toBe(
      model.city.surface!.covers.length + standing.reduce((sum, { surfaces }) => sum + surfaces.length, 0),
    );
    const truth = soupFacts(standing.flatMap((layer) => meshSoup(layer)));
    expect(facts.max[2]).toBeCloseTo(truth.max[2]!, 2);
    for (const axis of [0, 1]) {
      expect(facts.min[axis]).toBeCloseTo(truth.min[axis]!, 1);
      expect(facts.max[axis]).toBeCloseTo(truth.max[axis]!, 1);
    }
  });

  it('tells heights and where they came from', () => {
    const names = new Set(of('IFCPROPERTYSINGLEVALUE').map(({ text }) => /^'(.*?)'/.exec(text)![1]));
    for (const name of ['osm_id', 'height', 'height_source', 'class']) expect(names).toContain(name);
  });
});

describe('IFC', () => {
  it('gives a known point back within a millimetre by its map conversion', async () => {
    const scene = testScene([], 'ifc');
    const [lon, lat] = [7.4201, 43.7301];
    const [x, y] = scene.city.frame.toLocal(lon, lat);
    const all = [
      ...(await read({ ...scene, layers: [boxMesh('buildings', 'way/1', [x, y, 5], [x + 3, y + 3, 8])] })).values(),
    ];
    const conversion = all.find(({ entity }) => entity === 'IFCMAPCONVERSION')!;
    const [east, north, , abscissa, ordinate, scale] = conversion.text.split(',').slice(2).map(Number) as number[];
    const points = all
      .filter(({ entity }) => entity === 'IFCCARTESIANPOINTLIST3D')
      .flatMap(({ text }) =>
        [...text.matchAll(/([-\d.]+),([-\d.]+),([-\d.]+)/g)].map((match) => match.slice(1).map(Number)),
      );
    const [e, n] = proj4('+proj=utm +zone=32 +datum=WGS84').forward([lon, lat]);
    const errors = points.map(([u, v, z]) =>
      Math.hypot(
        east! + scale! * (u! * abscissa! - v! * ordinate!) - e!,
        north! + scale! * (u! * ordinate! + v! * abscissa!) - n!,
        z! - 5,
      ),
    );
    expect(Math.min(...errors)).toBeLessThan(0.001);
  });

  it('writes text and numbers as STEP has them', () => {
    expect(stepText("L'été \\ 🏰")).toBe("'L''\\X2\\00E9\\X0\\t\\X2\\00E9\\X0\\ / \\X4\\0001F3F0\\X0\\'");
    expect([0, -0, 1, 1.5, 1e21, 1e-7].map(stepReal)).toEqual(['0.', '0.', '1.', '1.5', '1.E+21', '1.E-7']);
  });

  it('makes identities that differ with any letter', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => ifcGuid(`way/${i}`));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ifcGuid('way/1')).toBe(ifcGuid('way/1'));
  });
});
