import type { Tree } from '../city/city.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import { hash } from '../hash.ts';
import type { Pace } from '../pace.ts';
import { type Body, type Instances, type LayerMesh, TRANSFORM_LENGTH } from './layer-mesh.ts';
import { TREE_PROTOTYPES, TREE_SHAPES } from './tree-shapes.ts';

/** Metres that a trunk reaches into the ground. */
const ROOT = 0.5;

/** Trees between two breaths. */
const BATCH = 1000;

/** One closed solid per tree on the ground, from half a metre below it, and the same as copies of one solid per shape. */
export async function treesMesh(
  trees: readonly Tree[],
  surface: Pick<GroundSurface, 'heightAt'>,
  pace: Pace,
): Promise<LayerMesh> {
  const prototypeOf = Uint8Array.from(trees, ({ shape }) => TREE_SHAPES.indexOf(shape));
  const transforms = new Float64Array(trees.length * TRANSFORM_LENGTH);
  for (const [index, tree] of trees.entries()) {
    if (index % BATCH === 0) await pace.breathe();
    const { x, y, height, crownDiameter } = tree;
    const turn = (hash(Math.round(100 * x), Math.round(100 * y)) / 0x1_0000_0000) * 2 * Math.PI;
    const z = surface.heightAt(x, y) - ROOT;
    const offset = index * TRANSFORM_LENGTH;
    transforms[offset] = x;
    transforms[offset + 1] = y;
    transforms[offset + 2] = z;
    transforms[offset + 3] = crownDiameter / 2;
    transforms[offset + 4] = height + ROOT;
    transforms[offset + 5] = turn;
  }
  return expanded(trees, { prototypes: TREE_PROTOTYPES, prototypeOf, transforms }, pace);
}

/** Counts the vertices and triangles of all copies, then fills them in. */
async function expanded(trees: readonly Tree[], instances: Instances, pace: Pace): Promise<LayerMesh> {
  const { prototypes, prototypeOf } = instances;
  let vertexCount = 0;
  let triangleCount = 0;
  const bodies: Body[] = [];
  for (const [index, { id, tags }] of trees.entries()) {
    const prototype = prototypes[prototypeOf[index]!]!;
    const count = prototype.surfaces.length;
    const body = { id, firstTriangle: triangleCount, triangleCount: count };
    bodies.push(tags.name === undefined ? body : { ...body, name: tags.name });
    vertexCount += prototype.positions.length / 3;
    triangleCount += count;
  }
  const mesh = {
    positions: new Float64Array(3 * vertexCount),
    triangles: new Uint32Array(3 * triangleCount),
    surfaces: new Uint8Array(triangleCount),
  };
  let vertex = 0;
  for (const [index, { firstTriangle }] of bodies.entries()) {
    if (index % BATCH === 0) await pace.breathe();
    vertex = copy(instances, index, mesh, vertex, firstTriangle);
  }
  return { layer: 'trees', ...mesh, bodies, instances };
}

/** Writes one copy from a vertex and a triangle on; returns the next free vertex. */
function copy(
  { prototypes, prototypeOf, transforms }: Instances,
  index: number,
  mesh: Pick<LayerMesh, 'positions' | 'triangles' | 'surfaces'>,
  firstVertex: number,
  firstTriangle: number,
): number {
  const { positions, triangles, surfaces } = prototypes[prototypeOf[index]!]!;
  const offset = index * TRANSFORM_LENGTH;
  const x = transforms[offset]!;
  const y = transforms[offset + 1]!;
  const z = transforms[offset + 2]!;
  const scaleXY = transforms[offset + 3]!;
  const scaleZ = transforms[offset + 4]!;
  const cos = Math.cos(transforms[offset + 5]!) * scaleXY;
  const sin = Math.sin(transforms[offset + 5]!) * scaleXY;
  for (let i = 0, o = 3 * firstVertex; i < positions.length; i += 3, o += 3) {
    const px = positions[i]!;
    const py = positions[i + 1]!;
    mesh.positions[o] = millimetres(x + px * cos - py * sin);
    mesh.positions[o + 1] = millimetres(y + px * sin + py * cos);
    mesh.positions[o + 2] = millimetres(z + positions[i + 2]! * scaleZ);
  }
  for (let i = 0, o = 3 * firstTriangle; i < triangles.length; i++, o++) {
    mesh.triangles[o] = triangles[i]! + firstVertex;
  }
  mesh.surfaces.set(surfaces, firstTriangle);
  return firstVertex + positions.length / 3;
}

function millimetres(value: number): number {
  return Math.round(value * 1000) / 1000;
}
