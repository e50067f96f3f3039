import { checkSolids } from '../mesh/check-solid.ts';
import { type Body, type Joints, type LayerMesh, SURFACES } from '../mesh/layer-mesh.ts';
import type { Pace } from '../pace.ts';
import type { StageProgress } from '../stages.ts';
import { partTriangles } from './part-triangles.ts';
import { Surface } from './surface.ts';
import { type TaggedSolid, uniteSolids } from './unite-solids.ts';

/** The coordinates of a file, and the way back. */
export interface Grid {
  /** What a reader of the file gets for vertices (`x, y, z` each, local metres), as 32-bit floats. */
  written(positions: Float64Array): Float32Array;
  /** The local metres that the file shows as such coordinates. */
  local(written: Float64Array): Float64Array;
  /** Units of the file per metre in nature. */
  readonly perMetre: number;
  /** Coordinates are whole multiples of a unit divided by this. */
  readonly steps: number;
}

/** What became of bodies that were fused. */
export interface FusedSolid {
  /** How many bodies there were, joints not counted. */
  readonly bodies: number;
  readonly triangles: number;
  /** Closed surfaces that do not touch each other. */
  readonly pieces: number;
  /** Whether every edge belongs to two triangles that agree on which side is outside. */
  readonly closed: boolean;
  /** Pairs of triangles that meet where they should not. */
  readonly crossings: number;
  /** Cubic metres. */
  readonly volume: number;
}

/** Layers as one closed surface. */
export interface FusedLayers {
  /** Each with the part of the surface that its bodies have: together a shell. Layers and bodies of which nothing shows are missing. */
  readonly layers: readonly LayerMesh[];
  readonly solid: FusedSolid;
}

/** Metres in nature: vertices that stand out by less and pieces that are thinner are left out, edges shorter than this are drawn together. */
const LEAST_DETAIL = 0.002;

/**
 * The union of all bodies, as layers that share one closed surface. Triangles keep the surface and the body they come from.
 * What lies apart from the rest stays a piece of its own.
 * @throws ExportError where a body is not closed; the signal's reason on abort
 */
export async function fuseLayers(
  layers: readonly LayerMesh[],
  grid: Grid,
  pace: Pace,
  progress: StageProgress,
): Promise<FusedLayers> {
  const { solids, owners } = await taggedSolids(layers, grid, pace);
  const detail = Math.max(1, Math.round(LEAST_DETAIL * grid.perMetre * grid.steps)) / grid.steps;
  const united = await uniteSolids(solids, detail / 2, pace);
  const rounded = grid.written(grid.local(Float64Array.from(united.positions)));
  const surface = new Surface(Float64Array.from(rounded), united.triangles);
  // Crumbs go, and cavities that nothing leads into, whose thickness is negative.
  for (const piece of surface.pieces()) if (!(surface.thickness(piece) >= detail)) surface.remove(piece);
  const crossings = await partTriangles(surface, detail, pace, progress);
  const fused = sharedLayers(layers, owners, surface, united.tags, grid);
  const { closed, oriented, volume } = checkSolids(
    fused.map(({ positions, triangles }) => ({ positions, triangles, first: 0, count: triangles.length / 3 })),
  );
  const solid = {
    bodies: owners.length,
    triangles: fused.reduce((sum, { surfaces }) => sum + surfaces.length, 0),
    pieces: surface.pieces().length,
    closed: closed && oriented,
    crossings,
    volume,
  };
  return { layers: fused, solid };
}

/** Which body of which layer a tag stands for: tags count bodies in steps of the number of surfaces. */
interface Owner {
  readonly mesh: LayerMesh;
  readonly body: Body;
}

/** Triangles of a solid that belong to one body. */
interface Part {
  readonly mesh: Joints;
  /** A range of the mesh's triangles. */
  readonly body: Body;
  /** The number of the body that they count as. */
  readonly number: number;
}

async function taggedSolids(
  layers: readonly LayerMesh[],
  grid: Grid,
  pace: Pace,
): Promise<{ solids: TaggedSolid[]; owners: Owner[] }> {
  const solids: TaggedSolid[] = [];
  const owners: Owner[] = [];
  const own = (mesh: LayerMesh, body: Body) => ({ mesh, body, number: owners.push({ mesh, body }) - 1 });
  const shell = layers.filter((mesh) => mesh.shell !== undefined);
  if (shell.length > 0) {
    const parts = shell.flatMap((mesh) => mesh.bodies.map((body) => own(mesh, body)));
    solids.push(taggedSolid('The ground', parts, grid));
  }
  for (const mesh of layers) {
    if (mesh.shell !== undefined) continue;
    const numbers = new Map<string, number>();
    for (const body of mesh.bodies) {
      await pace.breathe();
      const owned = own(mesh, body);
      numbers.set(body.id, owned.number);
      solids.push(taggedSolid(`${body.id} (${mesh.layer})`, [owned], grid));
    }
    const { joints } = mesh;
    for (const body of joints?.bodies ?? []) {
      await pace.breathe();
      const number = numbers.get(body.id);
      const part = { mesh: joints!, body, number: number! };
      if (number !== undefined) solids.push(taggedSolid(`a joint of ${body.id} (${mesh.layer})`, [part], grid));
    }
  }
  return { solids, owners };
}

/** Bodies that are one solid together, with vertices of its own. */
function taggedSolid(id: string, parts: readonly Part[], grid: Grid): TaggedSolid {
  const numbers = new Map<number, number>();
  const corners: number[] = [];
  const tags: number[] = [];
  for (const { mesh, body, number } of parts) {
    const end = body.firstTriangle + body.triangleCount;
    for (let i = body.firstTriangle; i < end; i++) {
      tags.push(number * SURFACES.length + mesh.surfaces[i]!);
      for (let corner = i * 3; corner < i * 3 + 3; corner++) {
        const vertex = mesh.triangles[corner]!;
        const known = numbers.get(vertex) ?? numbers.size;
        numbers.set(vertex, known);
        corners.push(known);
      }
    }
  }
  const positions = new Float64Array(numbers.size * 3);
  const all = parts[0]!.mesh.positions;
  let at = 0;
  for (const vertex of numbers.keys()) for (let axis = 0; axis < 3; axis++) positions[at++] = all[vertex * 3 + axis]!;
  return { id, positions: grid.written(positions), triangles: Uint32Array.from(corners), tags: Uint32Array.from(tags) };
}

/** The surface shared out to the layers and bodies that its triangles come from. */
function sharedLayers(
  layers: readonly LayerMesh[],
  owners: readonly Owner[],
  surface: Surface,
  tags: Uint32Array,
  grid: Grid,
): LayerMesh[] {
  const byOwner: number[][] = owners.map(() => []);
  for (let i = 0; i < surface.triangleCount; i++) {
    if (surface.has(i)) byOwner[Math.floor(tags[i]! / SURFACES.length)]!.push(i);
  }
  const shared = new SharedVertices(surface.positions);
  const parts = layers.flatMap((mesh) => {
    const triangles: number[] = [];
    const surfaces: number[] = [];
    const bodies: Body[] = [];
    for (const [number, owner] of owners.entries()) {
      const own = byOwner[number]!;
      if (owner.mesh !== mesh || own.length === 0) continue;
      bodies.push({ ...owner.body, firstTriangle: surfaces.length, triangleCount: own.length });
      for (const triangle of own) {
        for (const vertex of surface.of(triangle)) triangles.push(shared.number(vertex));
        surfaces.push(tags[triangle]! % SURFACES.length);
      }
    }
    if (bodies.length === 0) return [];
    return [{ layer: mesh.layer, triangles: Uint32Array.from(triangles), surfaces: Uint8Array.from(surfaces), bodies }];
  });
  const positions = grid.local(shared.positions());
  return parts.map((part) => ({ ...part, positions, shell: 'fused' }));
}

/** Numbers the vertices that are used, in the order of their first use. */
class SharedVertices {
  readonly #all: Float64Array;
  readonly #numbers: Int32Array;
  readonly #used: number[] = [];

  constructor(all: Float64Array) {
    this.#all = all;
    this.#numbers = new Int32Array(all.length / 3).fill(-1);
  }

  number(vertex: number): number {
    if (this.#numbers[vertex]! < 0) this.#numbers[vertex] = this.#used.push(vertex) - 1;
    return this.#numbers[vertex]!;
  }

  positions(): Float64Array {
    const positions = new Float64Array(this.#used.length * 3);
    for (const [i, vertex] of this.#used.entries())
      positions.set(this.#all.subarray(vertex * 3, vertex * 3 + 3), i * 3);
    return positions;
  }
}
