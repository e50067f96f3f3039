import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { boxMesh, joinMeshes, type Point3 } from '../../testing/scenes.ts';
import { testPace } from '../../testing/test-pace.ts';
import { checkSolids } from '../mesh/check-solid.ts';
import { type LayerMesh, SURFACES } from '../mesh/layer-mesh.ts';
import { createPace } from '../pace.ts';
import { fuseLayers, type Grid } from './fuse-layers.ts';

/** A file in metres. */
const STEPS = 2 ** 20;
const METRES: Grid = {
  perMetre: 1,
  steps: STEPS,
  written: (positions) => Float32Array.from(positions, (value) => Math.round(value * STEPS) / STEPS),
  local: (written) => Float64Array.from(written),
};

const fuse = (...layers: LayerMesh[]) => fuseLayers(layers, METRES, testPace(), () => {});
const box = (id: string, min: Point3, max: Point3) => boxMesh('buildings', id, min, max);

function check(layers: readonly LayerMesh[]) {
  return checkSolids(
    layers.map(({ positions, triangles }) => ({ positions, triangles, first: 0, count: triangles.length / 3 })),
  );
}

/** Square metres of a surface. */
function area(layers: readonly LayerMesh[]): number {
  let sum = 0;
  for (const { positions: p, triangles } of layers) {
    for (let i = 0; i < triangles.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => p.subarray(triangles[i + k]! * 3, triangles[i + k]! * 3 + 3)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const [u, v] = [b, c].map((q) => [0, 1, 2].map((axis) => q[axis]! - a[axis]!)) as [number[], number[]];
      sum +=
        Math.hypot(u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!) / 2;
    }
  }
  return sum;
}

describe('fused bodies', () => {
  it('that overlap are one closed surface without faces inside', async () => {
    const { layers, solid } = await fuse(
      joinMeshes('buildings', [box('a', [0, 0, 0], [4, 4, 4]), box('b', [2, 2, 2], [6, 6, 6])]),
    );
    expect(solid).toMatchObject({ bodies: 2, pieces: 1, closed: true, crossings: 0 });
    expect(solid.volume).toBeCloseTo(64 + 64 - 8, 9);
    expect(area(layers)).toBeCloseTo(6 * 16 * 2 - 6 * 4, 9);
    expect(layers.map(({ shell }) => shell)).toEqual(['fused']);
  });

  it('that share a face lose it', async () => {
    const { layers, solid } = await fuse(
      joinMeshes('buildings', [box('a', [0, 0, 0], [1, 1, 1]), box('b', [1, 0, 0], [3, 1, 1])]),
    );
    expect(solid).toMatchObject({ pieces: 1, closed: true, crossings: 0 });
    expect(solid.volume).toBeCloseTo(3, 9);
    expect(area(layers)).toBeCloseTo(14, 9);
  });

  it('keep their layer, their id and their surfaces, and are missing where nothing of them shows', async () => {
    const ground = boxMesh('terrain', 'terrain', [-10, -10, -5], [10, 10, 0]);
    const house = { ...box('house', [0, 0, -1], [2, 2, 3]).bodies[0]! };
    const buildings = joinMeshes('buildings', [
      box('house', [0, 0, -1], [2, 2, 3]),
      box('cellar', [5, 5, -3], [6, 6, -2]),
    ]);
    const { layers } = await fuse(ground, buildings);
    expect(layers.map(({ layer, bodies }) => [layer, bodies.map(({ id }) => id)])).toEqual([
      ['terrain', ['terrain']],
      ['buildings', [house.id]],
    ]);
    expect(layers[0]!.positions).toBe(layers[1]!.positions);
    const surfaces = new Set([...layers[1]!.surfaces].map((surface) => SURFACES[surface]));
    expect(surfaces).toEqual(new Set(['wall', 'roof']));
    expect(area([layers[1]!])).toBeCloseTo(4 * 2 * 3 + 4, 9);
    expect(area([layers[0]!])).toBeCloseTo(2 * 400 + 4 * 20 * 5 - 4, 9);
  });

  it('have no cavity that nothing leads into', async () => {
    const walls = [
      box('south', [0, 0, 0], [10, 1, 10]),
      box('north', [0, 9, 0], [10, 10, 10]),
      box('west', [0, 0.5, 0], [1, 9.5, 10]),
      box('east', [9, 0.5, 0], [10, 9.5, 10]),
    ];
    const open = await fuse(joinMeshes('buildings', walls));
    expect(open.solid.volume).toBeCloseTo(1000 - 640, 6);
    const lids = [box('floor', [0, 0, -1], [10, 10, 0.5]), box('roof', [0, 0, 9.5], [10, 10, 11])];
    const shut = await fuse(joinMeshes('buildings', [...walls, ...lids]));
    expect(shut.solid).toMatchObject({ pieces: 1, closed: true });
    expect(shut.solid.volume).toBeCloseTo(1200, 6);
  });

  it('that are thinner than the least detail are left out', async () => {
    const crumb = box('crumb', [3, 0, 0], [3.001, 0.001, 2]);
    const { layers, solid } = await fuse(joinMeshes('buildings', [box('a', [0, 0, 0], [1, 1, 1]), crumb]));
    expect(solid).toMatchObject({ pieces: 1, closed: true, crossings: 0, volume: 1 });
    expect(layers[0]!.bodies.map(({ id }) => id)).toEqual(['a']);
  });

  it('that lie apart stay pieces of their own', async () => {
    const { solid } = await fuse(
      joinMeshes('buildings', [box('a', [0, 0, 0], [1, 1, 1]), box('b', [3, 0, 0], [4, 1, 1])]),
    );
    expect(solid).toMatchObject({ pieces: 2, volume: 2, triangles: 24 });
  });

  it('reach over gaps by joints, which count as the body they belong to', async () => {
    const { positions, triangles, surfaces, bodies } = box('a', [0.5, 0.125, 0.125], [2.5, 0.875, 0.875]);
    const apart = joinMeshes('buildings', [box('a', [0, 0, 0], [1, 1, 1]), box('b', [2, 0, 0], [3, 1, 1])]);
    const { layers, solid } = await fuse({ ...apart, joints: { positions, triangles, surfaces, bodies } });
    expect(solid).toMatchObject({ bodies: 2, pieces: 1, closed: true, crossings: 0 });
    expect(solid.volume).toBeCloseTo(2 + 0.5625, 6);
    expect(layers[0]!.bodies.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('nearly in one plane have no needles that cross', async () => {
    const roofs = Array.from({ length: 12 }, (_, i) =>
      box(`${i}`, [i * 2, 0.0003 * i, 0], [i * 2 + 2.5, 5 + 0.0004 * (i % 3), 10 + 0.0002 * (i % 5)]),
    );
    const { solid } = await fuse(joinMeshes('buildings', roofs));
    expect(solid).toMatchObject({ pieces: 1, closed: true, crossings: 0 });
  });
});

test('a body that is not closed is refused by name', async () => {
  const { positions, triangles, surfaces } = box('way/7', [0, 0, 0], [1, 1, 1]);
  const open = {
    layer: 'buildings' as const,
    positions,
    triangles: triangles.slice(3),
    surfaces: surfaces.slice(1),
    bodies: [{ id: 'way/7', firstTriangle: 0, triangleCount: 11 }],
  };
  await expect(fuse(open)).rejects.toThrow('way/7 (buildings) cannot be fused');
});

test('can be cancelled', async () => {
  const abort = new AbortController();
  abort.abort(new Error('enough'));
  const layers = [box('a', [0, 0, 0], [1, 1, 1])];
  await expect(fuseLayers(layers, METRES, createPace(abort.signal), () => {})).rejects.toThrow('enough');
});

test('nothing at all is nothing', async () => {
  expect(await fuse()).toMatchObject({ layers: [], solid: { bodies: 0, triangles: 0, pieces: 0 } });
});

/** Boxes in general position: along each axis no two faces at one place. */
const boxes = fc.integer({ min: 1, max: 7 }).chain((count) => {
  const axis = fc.shuffledSubarray(
    Array.from({ length: 2 * count }, (_, i) => i),
    { minLength: 2 * count },
  );
  return fc.tuple(axis, axis, axis).map((places) =>
    Array.from({ length: count }, (_, i) => {
      const ends = places.map((all) => [all[2 * i]!, all[2 * i + 1]!].sort((a, b) => a - b));
      return {
        min: ends.map(([low]) => low!) as unknown as Point3,
        max: ends.map(([, high]) => high!) as unknown as Point3,
      };
    }),
  );
});

test('any boxes enclose the volume of their union, cavities filled, the same at each time', async () => {
  await fc.assert(
    fc.asyncProperty(boxes, async (some) => {
      const mesh = joinMeshes(
        'buildings',
        some.map(({ min, max }, i) => box(`${i}`, min, max)),
      );
      const { layers, solid } = await fuse(mesh);
      expect(solid).toMatchObject({ closed: true, crossings: 0, bodies: some.length });
      expect(check(layers)).toMatchObject({ closed: true, oriented: true, degenerate: 0 });
      expect(solid.volume).toBeCloseTo(filledVolume(some), 6);
      expect(await fuse(mesh)).toEqual({ layers, solid });
    }),
    { numRuns: 40 },
  );
});

/** Counts unit cells that boxes hold or shut off from outside. */
function filledVolume(some: readonly { readonly min: Point3; readonly max: Point3 }[]): number {
  const size = 2 * some.length + 1;
  const at = (x: number, y: number, z: number) => ((x + 1) * (size + 1) + y + 1) * (size + 1) + z + 1;
  const cells = new Uint8Array((size + 1) ** 3);
  for (const { min, max } of some) {
    for (let x = min[0]; x < max[0]; x++)
      for (let y = min[1]; y < max[1]; y++) for (let z = min[2]; z < max[2]; z++) cells[at(x, y, z)] = 1;
  }
  const open = [0];
  let outside = 0;
  cells[0] = 2;
  for (const cell of open) {
    outside++;
    const place = [Math.floor(cell / (size + 1) ** 2), Math.floor(cell / (size + 1)) % (size + 1), cell % (size + 1)];
    for (const axis of [0, 1, 2]) {
      for (const step of [-1, 1]) {
        const next = place[axis]! + step;
        const other = cell + step * (size + 1) ** (2 - axis);
        if (next < 0 || next > size || cells[other] !== 0) continue;
        cells[other] = 2;
        open.push(other);
      }
    }
  }
  return cells.length - outside;
}
