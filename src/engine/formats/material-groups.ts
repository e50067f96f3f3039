import type { Rgb } from '../city/city.ts';
import type { Body, LayerMesh } from '../mesh/layer-mesh.ts';
import { SURFACES, type SurfaceId } from '../mesh/layer-mesh.ts';
import { materialName, surfaceColour } from './materials.ts';
import { bodiesOf, type ScenePart } from './scene-parts.ts';

/** A matt colour. */
export interface Material {
  /** Unique in the scene for its colour. */
  readonly name: string;
  readonly surface: SurfaceId;
  /** sRGB, 0 to 255. */
  readonly colour: Rgb;
}

/** The triangles of a part, sorted by material. */
export interface MaterialGroups {
  readonly materials: readonly Material[];
  /** Triangle numbers of the layer: those of each material together, in their own order. */
  readonly order: Uint32Array;
  /** Where each material's triangles begin in `order`, and the end of the last. */
  readonly starts: Uint32Array;
}

/** Every material that occurs in some layers, in the order of its first use. */
export function sceneMaterials(layers: readonly LayerMesh[]): Material[] {
  const table = new MaterialTable();
  for (const mesh of layers) {
    for (const body of mesh.bodies) table.numbers(mesh, body);
  }
  return table.materials;
}

/** Sorts the triangles of a part by material, by counting. */
export function materialGroups(part: ScenePart): MaterialGroups {
  const { surfaces } = part.mesh;
  const bodies = bodiesOf(part);
  const table = new MaterialTable();
  const numbers = bodies.map((body) => table.numbers(part.mesh, body));
  const { materials } = table;
  const starts = new Uint32Array(materials.length + 1);
  if (materials.length === 1) {
    starts[1] = part.triangleCount;
    return { materials, order: sequence(part), starts };
  }
  for (const [index, body] of bodies.entries()) countMaterials(surfaces, body, numbers[index]!, starts);
  for (let i = 0; i < materials.length; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const order = new Uint32Array(part.triangleCount);
  for (const [index, body] of bodies.entries()) sortTriangles(surfaces, body, numbers[index]!, next, order);
  return { materials, order, starts };
}

/** Counts a body's triangles of each material, one place further on. */
function countMaterials(surfaces: Uint8Array, body: Body, ofSurface: Int32Array, counts: Uint32Array): void {
  const end = body.firstTriangle + body.triangleCount;
  for (let i = body.firstTriangle; i < end; i++) counts[ofSurface[surfaces[i]!]! + 1]!++;
}

/** Puts each of a body's triangles at the next place of its material. */
function sortTriangles(
  surfaces: Uint8Array,
  body: Body,
  ofSurface: Int32Array,
  next: Uint32Array,
  order: Uint32Array,
): void {
  const end = body.firstTriangle + body.triangleCount;
  for (let i = body.firstTriangle; i < end; i++) order[next[ofSurface[surfaces[i]!]!]!++] = i;
}

/** The triangles of a part as they are. */
function sequence({ firstTriangle, triangleCount }: ScenePart): Uint32Array {
  const order = new Uint32Array(triangleCount);
  for (let i = 0; i < triangleCount; i++) order[i] = firstTriangle + i;
  return order;
}

/** Numbers materials by name, in the order of their first use. */
export class MaterialTable {
  readonly materials: Material[] = [];
  readonly #numberOf = new Map<string, number>();

  /** The material's number for each surface that occurs in a body. */
  numbers(mesh: LayerMesh, body: Body): Int32Array {
    const numbers = new Int32Array(SURFACES.length).fill(-1);
    const end = body.firstTriangle + body.triangleCount;
    for (let i = body.firstTriangle; i < end; i++) {
      const surface = mesh.surfaces[i]!;
      if (numbers[surface] === -1) numbers[surface] = this.#number(mesh, body, SURFACES[surface]!);
    }
    return numbers;
  }

  #number({ layer }: LayerMesh, body: Body, surface: SurfaceId): number {
    const name = materialName(layer, surface, body);
    const known = this.#numberOf.get(name);
    if (known !== undefined) return known;
    this.#numberOf.set(name, this.materials.length);
    return this.materials.push({ name, surface, colour: surfaceColour(surface, body) }) - 1;
  }
}
