import { describe, expect, it } from 'vitest';
import { meshSoup, type Soup, soupFacts } from '../../testing/read-models.ts';
import { boxMesh, hillsMesh } from '../../testing/scenes.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import { type FaceList, joinQuads } from './quads.ts';

const joined = ({ positions, triangles }: LayerMesh) => joinQuads(positions, triangles, (vertex) => vertex * 3);

/** The triangles of faces, each as a fan around its first corner. */
function fanSoup({ positions }: LayerMesh, { corners, sizes }: FaceList): Soup {
  const soup: Soup = [];
  let first = 0;
  for (const size of sizes) {
    for (let i = 2; i < size; i++) {
      for (const corner of [first, first + i - 1, first + i]) {
        soup.push(...positions.subarray(corners[corner]! * 3, corners[corner]! * 3 + 3));
      }
    }
    first += size;
  }
  return soup;
}

describe('joinQuads', () => {
  it('makes a box of twelve triangles one of six faces', () => {
    const box = boxMesh('buildings', 'way/1', [0, 0, 0], [3, 2, 5]);
    const faces = joined(box);
    expect([...faces.sizes]).toEqual([4, 4, 4, 4, 4, 4]);
    expect(soupFacts(fanSoup(box, faces))).toEqual(soupFacts(meshSoup(box)));
  });

  it('joins nothing across a bend, and keeps a surface closed', () => {
    const hills = hillsMesh(12);
    const faces = joined(hills);
    const facts = soupFacts(fanSoup(hills, faces));
    const truth = soupFacts(meshSoup(hills));
    expect(facts).toMatchObject({ triangles: truth.triangles, unpaired: 0 });
    expect(facts.volume).toBeCloseTo(truth.volume, 9);
    // The flat base is joined, the hills are not.
    expect(faces.sizes.filter((size) => size === 4).length).toBeGreaterThanOrEqual(144);
    expect(faces.sizes.filter((size) => size === 3).length).toBeGreaterThan(100);
  });

  it('joins no pair whose outline turns inwards or runs straight through a corner', () => {
    const dart = new Float64Array([0, 0, 0, 4, 0, 0, 1, 1, 0, 0, 4, 0]);
    expect([...joinQuads(dart, new Uint32Array([0, 1, 2, 0, 2, 3]), (vertex) => vertex * 3).sizes]).toEqual([3, 3]);
    const straight = new Float64Array([0, 0, 0, 2, 0, 0, 4, 0, 0, 0, 4, 0]);
    expect([...joinQuads(straight, new Uint32Array([0, 1, 3, 1, 2, 3]), (vertex) => vertex * 3).sizes]).toEqual([3, 3]);
  });
});
