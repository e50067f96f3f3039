import { expect, test } from 'vitest';
import type { Tree, TreeShape } from '../city/city.ts';
import { createPace } from '../pace.ts';
import { checkSolid } from './check-solid.ts';
import { SURFACES, TRANSFORM_LENGTH } from './layer-mesh.ts';
import { TREE_SHAPES } from './tree-shapes.ts';
import { treesMesh } from './trees.ts';

const pace = createPace(new AbortController().signal);
const hill = { heightAt: (x: number, y: number) => 40 + 0.3 * x - 0.2 * y };

const tree = (index: number, shape: TreeShape, height: number, crownDiameter: number): Tree => ({
  id: `node/${index}`,
  tags: {},
  x: (index % 200) * 17.3 - 1000,
  y: Math.floor(index / 200) * 17.1 - 800,
  shape,
  height,
  crownDiameter,
  provenance: 'measured',
});

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => tree(i, TREE_SHAPES[i % 3]!, 0.5 + (i % 60), 0.6 + ((i * 7) % 15)));

test('each tree is a closed solid from half a metre below the ground to its height, as wide as its crown', async () => {
  const planted = many(600);
  const mesh = await treesMesh(planted, hill, pace);
  expect(mesh.bodies.map(({ id }) => id)).toEqual(planted.map(({ id }) => id));
  for (const [index, { firstTriangle, triangleCount }] of mesh.bodies.entries()) {
    const check = checkSolid(mesh.positions, mesh.triangles, firstTriangle, triangleCount);
    expect(check).toMatchObject({ closed: true, oriented: true, degenerate: 0 });
    expect(check.volume).toBeGreaterThan(0);
    expect(triangleCount).toBeLessThanOrEqual(60);
    const { x, y, height, crownDiameter } = planted[index]!;
    const ground = hill.heightAt(x, y);
    const corners = [...mesh.triangles.subarray(3 * firstTriangle, 3 * (firstTriangle + triangleCount))];
    const heights = corners.map((vertex) => mesh.positions[3 * vertex + 2]!);
    expect(Math.min(...heights)).toBeCloseTo(ground - 0.5, 2);
    expect(Math.max(...heights)).toBeCloseTo(ground + height, 2);
    const reaches = corners.map((vertex) =>
      Math.hypot(mesh.positions[3 * vertex]! - x, mesh.positions[3 * vertex + 1]! - y),
    );
    expect(Math.max(...reaches)).toBeCloseTo(crownDiameter / 2, 2);
  }
});

test('copies of the prototypes are the same trees', async () => {
  const { positions, triangles, surfaces, bodies, instances } = await treesMesh(many(30), hill, pace);
  const { prototypes, prototypeOf, transforms } = instances!;
  for (const [index, { firstTriangle, triangleCount }] of bodies.entries()) {
    const prototype = prototypes[prototypeOf[index]!]!;
    const [x, y, z, scaleXY, scaleZ, rotation] = transforms.subarray(index * TRANSFORM_LENGTH);
    expect(prototype.surfaces).toEqual(surfaces.slice(firstTriangle, firstTriangle + triangleCount));
    for (const [i, corner] of prototype.triangles.entries()) {
      const [px, py, pz] = prototype.positions.subarray(3 * corner);
      const vertex = 3 * triangles[3 * firstTriangle + i]!;
      const [sin, cos] = [Math.sin(rotation!), Math.cos(rotation!)];
      expect(positions[vertex]).toBeCloseTo(x! + scaleXY! * (px! * cos - py! * sin), 2);
      expect(positions[vertex + 1]).toBeCloseTo(y! + scaleXY! * (px! * sin + py! * cos), 2);
      expect(positions[vertex + 2]).toBeCloseTo(z! + scaleZ! * pz!, 2);
    }
  }
});

test('trunks and crowns are told apart', async () => {
  const { surfaces } = await treesMesh(many(3), hill, pace);
  expect(new Set([...surfaces].map((surface) => SURFACES[surface]))).toEqual(new Set(['trunk', 'crown']));
});
