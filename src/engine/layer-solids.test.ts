import { describe, expect, it } from 'vitest';
import { meshSoup, soupFacts } from '../testing/read-models.ts';
import { boxMesh, joinMeshes, sceneMeshes } from '../testing/scenes.ts';
import { allSolids } from './layer-solids.ts';
import type { LayerMesh } from './mesh/layer-mesh.ts';

const pace = { breathe: async () => {} };

describe('allSolids', () => {
  it('finds every body of the synthetic scene closed, with its volume', async () => {
    const meshes = sceneMeshes();
    for (const [i, solids] of (await allSolids(meshes, pace)).entries()) {
      const mesh = meshes[i]!;
      expect(solids).toMatchObject({ layer: mesh.layer, closed: mesh.bodies.length, open: [] });
      expect(solids.triangles).toBe(mesh.surfaces.length);
      expect(solids.volume).toBeCloseTo(soupFacts(meshSoup(mesh)).volume, 6);
    }
  });

  it('names bodies that are open or turned inside out', async () => {
    const boxes = ['whole', 'open', 'inverted'].map((id, i) =>
      boxMesh('buildings', id, [i * 2, 0, 0], [i * 2 + 1, 1, 1]),
    );
    const mesh = joinMeshes('buildings', boxes);
    const [, open, inverted] = mesh.bodies;
    mesh.triangles.copyWithin(open!.firstTriangle * 3, open!.firstTriangle * 3 + 3, open!.firstTriangle * 3 + 6);
    const { firstTriangle, triangleCount } = inverted!;
    mesh.triangles.subarray(firstTriangle * 3, (firstTriangle + triangleCount) * 3).reverse();
    expect(await allSolids([mesh], pace)).toMatchObject([{ bodies: 3, closed: 1, open: ['open', 'inverted'] }]);
  });

  it('checks the layers of one shell as the one solid that they are, counted for the first of them', async () => {
    const [terrain, green] = sharedOut(boxMesh('terrain', 'terrain', [0, 0, 0], [4, 3, 2]));
    const [first, second] = await allSolids([terrain, green], pace);
    expect(first).toEqual({ layer: 'terrain', bodies: 1, triangles: 10, closed: 1, open: [], volume: 24 });
    expect(second).toEqual({ layer: 'green', bodies: 0, triangles: 2, closed: 0, open: [], volume: 0 });
    expect(await allSolids([terrain], pace)).toMatchObject([{ bodies: 1, closed: 0, open: ['terrain'] }]);
  });

  it('stops when it is cancelled', async () => {
    const cancelled = { breathe: () => Promise.reject(new Error('cancelled')) };
    await expect(allSolids(sceneMeshes(), cancelled)).rejects.toThrow('cancelled');
  });
});

/** A box as a shell of two layers that share its positions: the second has the last two triangles, its top. */
function sharedOut(box: LayerMesh): [terrain: LayerMesh, green: LayerMesh] {
  const { positions, triangles, surfaces } = box;
  const count = surfaces.length - 2;
  const part = (layer: 'terrain' | 'green', from: number, to: number): LayerMesh => ({
    layer,
    positions,
    triangles: triangles.slice(3 * from, 3 * to),
    surfaces: surfaces.slice(from, to),
    bodies: [{ id: layer, firstTriangle: 0, triangleCount: to - from }],
    shell: 'ground',
  });
  return [part('terrain', 0, count), part('green', count, surfaces.length)];
}
