import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { block, buildBuildings, expectClosed, osmData, way, zRange } from '../../testing/build-buildings.ts';
import type { OsmWay, Tags } from '../sources/osm-data.ts';
import { checkSolid } from './check-solid.ts';
import type { LayerMesh } from './layer-mesh.ts';

/** Every body is closed and outward, and no two share an edge. */
function expectSound(mesh: LayerMesh): void {
  expectClosed(mesh);
  const all = checkSolid(mesh.positions, mesh.triangles, 0, mesh.triangles.length / 3);
  expect(all).toMatchObject({ closed: true, oriented: true, nonManifoldEdges: 0 });
}

const volume = ({ positions, triangles }: LayerMesh) =>
  checkSolid(positions, triangles, 0, triangles.length / 3).volume;

const outline = (corners: readonly number[], tags: Tags = {}) =>
  buildBuildings(osmData([way(1, { building: 'yes', height: '9', ...tags }, corners)]));

describe('an outline', () => {
  test.each<[string, number[], number]>([
    ['that crosses itself', [0, 0, 10, 10, 10, 0, 0, 10], 50],
    ['with a node twice in a row', [0, 0, 10, 0, 10, 0, 10, 10, 10, 10, 0, 10], 100],
    ['with a spike', [0, 0, 10, 0, 30, 0, 10, 0, 10, 10, 0, 10], 100],
    ['with a spike inwards', [0, 0, 5, 0, 5, 4, 5, 0, 10, 0, 10, 10, 0, 10], 100],
    ['that is run twice', [0, 0, 10, 0, 10, 10, 0, 10, 0, 0, 10, 0, 10, 10, 0, 10], 100],
    ['that runs clockwise', [0, 0, 0, 10, 10, 10, 10, 0], 100],
  ])('%s is repaired', async (_, corners, area) => {
    const { mesh } = await outline(corners);
    expectSound(mesh);
    expect(volume(mesh)).toBeGreaterThan(area * 10 - 5);
    expect(volume(mesh)).toBeLessThan(area * 10 + 5);
  });

  test.each<[string, number[]]>([
    ['of two points', [0, 0, 10, 0]],
    ['on one line', [0, 0, 10, 0, 20, 0]],
    ['in one point', [0, 0, 0, 0, 0, 0, 0, 0]],
  ])('%s is left out, counted with its id', async (_, corners) => {
    const { mesh, oddities } = await outline(corners);
    expect(mesh.bodies).toEqual([]);
    expect(oddities.skipped.map(({ id }) => id)).toEqual(['way/1']);
  });
});

describe('buildings', () => {
  const twice = (first: Tags, second: Tags) =>
    buildBuildings(
      osmData([
        block(1, { building: 'yes', ...first }, 0, 0, 20, 10),
        block(2, { building: 'yes', ...second }, 0, 0, 20, 10),
      ]),
    );

  test.each<[Tags, Tags]>([
    [{ height: '9' }, { height: '9' }],
    [{ height: '9' }, { height: '6' }],
    [
      { height: '9', 'roof:shape': 'gabled' },
      { height: '9', 'roof:shape': 'gabled' },
    ],
  ])('mapped twice (%o, %o) stand once, and the other is counted', async (first, second) => {
    const { mesh, oddities } = await twice(first, second);
    expectSound(mesh);
    expect(mesh.bodies.map(({ id }) => id)).toEqual(['way/1']);
    expect(oddities.repaired.map(({ id }) => id)).toEqual(['way/2']);
  });

  test.each<[Tags, [number, number]]>([
    [{ height: '-3' }, [-1, 6]],
    [{ height: '', 'building:levels': '1e9' }, [-1, 6]],
    [{ height: '9', min_height: '12' }, [-1, 9]],
    [{ height: '9', min_height: '9' }, [-1, 9]],
    [{ height: '9', 'roof:shape': 'dome', 'roof:height': '400' }, [-1, 9]],
    [{ height: '9', min_height: '-5' }, [-1, 9]],
  ])('%o: what cannot be true is counted, and the building stands', async (tags, range) => {
    const { mesh, oddities } = await outline([0, 0, 20, 0, 20, 10, 0, 10], tags);
    expectSound(mesh);
    expect(zRange(mesh)).toEqual(range);
    expect(new Set(oddities.repaired.map(({ id }) => id))).toEqual(new Set(['way/1']));
  });
});

describe('whatever is drawn', () => {
  const SHAPES = ['flat', 'gabled', 'hipped', 'pyramidal', 'dome', 'skillion', 'mansard', 'onion', 'round', 'tent'];
  const number = fc.constantFrom('-3', '0', '1', '3.5', '9', '12 m', '1e9', 'NaN', '40 ft', '');
  const tags = fc.record(
    {
      building: fc.constantFrom('yes', 'house', 'roof', 'carport', 'constructor'),
      'building:part': fc.constantFrom('yes', 'no', 'roof'),
      height: number,
      min_height: number,
      'building:levels': number,
      'building:min_level': number,
      'roof:shape': fc.constantFrom(...SHAPES),
      'roof:height': number,
      'roof:levels': number,
      'roof:direction': fc.constantFrom('N', '90', 'up'),
      'building:colour': fc.constantFrom('red', 'nice', '#12'),
      'building:material': fc.constantFrom('brick', 'toString'),
      layer: fc.constantFrom('-1', '1', 'x'),
    },
    { requiredKeys: ['building'] },
  );
  /** Few places, so that corners coincide, edges overlap and rings cross. */
  const coordinate = fc.oneof(
    fc.integer({ min: 0, max: 8 }),
    fc.integer({ min: 0, max: 8000 }).map((mm) => mm / 1000),
  );
  const corners = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 9 });
  const ways = fc
    .array(fc.tuple(tags, corners), { minLength: 1, maxLength: 6 })
    .map((list) => list.map(([own, places], i): OsmWay => way(i + 1, own as Tags, places.flat())));

  test('no body is open or inverted, none shares an edge with another, and nothing is lost without a count', async () => {
    await fc.assert(
      fc.asyncProperty(ways, async (drawn) => {
        const { mesh, oddities } = await buildBuildings(osmData(drawn));
        expectSound(mesh);
        const told = new Set([...oddities.skipped, ...oddities.repaired].map(({ id }) => id));
        const built = new Set(mesh.bodies.map(({ id }) => id.split('#')[0]));
        for (const { id } of drawn) expect(built.has(`way/${id}`) || told.has(`way/${id}`)).toBe(true);
        expect(zRange(mesh)[1]).toBeLessThanOrEqual(1500);
      }),
      { numRuns: 150 },
    );
  });
});

describe('an outline of a city’s size', () => {
  const CORNERS = 40_000;

  const star = () => {
    const ring: number[] = [];
    for (let i = 0; i < CORNERS; i++) {
      const angle = (2 * Math.PI * i) / CORNERS;
      const radius = 300 + 20 * Math.sin(40 * angle) + (i % 2);
      ring.push(radius * Math.cos(angle), radius * Math.sin(angle));
    }
    return ring;
  };
  /** Teeth one above another: half of the corners have the same x. */
  const comb = () => {
    const ring: number[] = [-5, 400, -5, -400];
    for (let i = 0; i < 5000; i++) {
      const y = -400 + i * 0.16;
      ring.push(0, y, 5, y, 5, y + 0.08, 0, y + 0.08);
    }
    return ring;
  };

  test.each<[string, () => number[], Tags]>([
    ['star of 40,000', star, { 'roof:shape': 'hipped' }],
    ['comb of 20,000', comb, {}],
  ])(
    '%s is built in seconds, not hours',
    async (_, ring, tags) => {
      const { mesh } = await outline(ring(), tags);
      expectClosed(mesh);
      expect(mesh.bodies.length).toBeGreaterThan(0);
    },
    30_000,
  );
});
