import { describe, expect, it } from 'vitest';
import { meshSoup, soupFacts } from '../testing/read-models.ts';
import { boxMesh, joinMeshes, sceneMeshes } from '../testing/scenes.ts';
import { layerSolids } from './layer-solids.ts';

const pace = { breathe: async () => {} };

describe('layerSolids', () => {
  it('finds every body of the synthetic scene closed, with its volume', async () => {
    for (const mesh of sceneMeshes()) {
      const solids = await layerSolids(mesh, pace);
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
    expect(await layerSolids(mesh, pace)).toMatchObject({ bodies: 3, closed: 1, open: ['open', 'inverted'] });
  });

  it('stops when it is cancelled', async () => {
    const cancelled = { breathe: () => Promise.reject(new Error('cancelled')) };
    await expect(layerSolids(sceneMeshes()[1]!, cancelled)).rejects.toThrow('cancelled');
  });
});
