import { expect, test } from 'vitest';
import { areaOf, courseOf, rectanglePolygon, SHAPED_FRAME, shapedSurface } from '../../testing/shaped-ground.ts';
import { allSolids, type LayerSolids } from '../layer-solids.ts';
import { checkSolid } from './check-solid.ts';
import { groundMeshes } from './ground.ts';
import { groundApart, groundWithoutTerrain } from './ground-apart.ts';
import type { LayerMesh } from './layer-mesh.ts';

const LAYERS = ['terrain', 'roads', 'water', 'green'] as const;
const OPTIONS = { baseThickness: 5 };
const pace = { breathe: async () => {} };

/** Roads over one another and out of the box, a lake at its edge, two parks that touch in a corner. */
const surface = shapedSurface((x, y) => 20 + 8 * Math.sin(x / 40) * Math.cos(y / 55), {
  courses: [
    courseOf('carriageway', 7, [-250, -120, 0, -20, 250, 40]),
    courseOf('footway', 2, [-80, -250, 30, 0, 60, 250]),
  ],
  areas: [
    areaOf('water', rectanglePolygon(120, -250, 250, -90)),
    areaOf('park', rectanglePolygon(-150, 60, -60, 140)),
    areaOf('park', rectanglePolygon(-60, 140, 10, 190)),
  ],
});

async function solids(meshes: readonly LayerMesh[]): Promise<LayerSolids[]> {
  return allSolids(meshes, pace);
}

const volume = (layers: readonly LayerSolids[]) => layers.reduce((sum, layer) => sum + layer.volume, 0);

test('layers of the ground in files of their own are closed, and together fill what the ground in one file does', async () => {
  const ground = await surface;
  const whole = await solids(groundMeshes(ground, SHAPED_FRAME, LAYERS, OPTIONS));
  const apart = await solids(groundApart(ground, SHAPED_FRAME, LAYERS, OPTIONS));
  expect(whole[0]).toMatchObject({ bodies: 1, closed: 1 });
  expect(apart.map(({ layer, bodies, closed }) => [layer, bodies, closed])).toEqual(
    LAYERS.map((layer) => [layer, 1, 1]),
  );
  for (const layer of apart.slice(1)) expect(layer.volume).toBeGreaterThan(100);
  expect(Math.abs(volume(apart) / volume(whole) - 1)).toBeLessThan(1e-6);
});

test('the terrain has no triangle without area where troughs reach its sides', async () => {
  const [terrain] = groundApart(await surface, SHAPED_FRAME, LAYERS, OPTIONS);
  const { positions, triangles } = terrain!;
  expect(checkSolid(positions, triangles, 0, triangles.length / 3)).toMatchObject({ closed: true, degenerate: 0 });
});

test('without terrain the others are one closed solid, as large as their slabs', async () => {
  const ground = await surface;
  const others = LAYERS.slice(1);
  const together = await solids(groundWithoutTerrain(ground, others));
  const apart = await solids(groundApart(ground, SHAPED_FRAME, others, OPTIONS));
  expect(together.map(({ closed }) => closed)).toEqual([1, 0, 0]);
  expect(Math.abs(volume(together) / volume(apart) - 1)).toBeLessThan(1e-6);
});
