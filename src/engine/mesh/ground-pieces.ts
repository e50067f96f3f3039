import type { LayerId } from '../../contract/layers.ts';
import { COVER_IDS, COVERS, type CoverId } from '../city/covers.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import { nextSide, previousSide } from '../polygon/triangle-sides.ts';
import type { SurfaceId } from './layer-mesh.ts';

/** Metres that a piece of the ground is thick where it is a solid of its own. */
export const THICKNESS = 0.5;

/** Metres by which corners of one piece that touch in a point are drawn apart: an upright edge must not belong to four sides. */
const APART = 0.002;

/** Collects the vertices of a solid and the triangles of the layers that it is of. */
export class GroundSolid {
  readonly positions: number[] = [];
  readonly layers = new Map<LayerId, Map<SurfaceId, number[]>>();

  vertex(x: number, y: number, z: number): number {
    return this.positions.push(x, y, z) / 3 - 1;
  }

  add(layer: LayerId, surface: SurfaceId, ...corners: number[]): void {
    const parts = this.layers.get(layer) ?? new Map<SurfaceId, number[]>();
    this.layers.set(layer, parts);
    const part = parts.get(surface);
    if (part) part.push(...corners);
    else parts.set(surface, corners);
  }
}

/** What covers a triangle of the ground. */
function coverOf({ covers }: GroundSurface, triangle: number): CoverId {
  return COVER_IDS[covers[triangle]!]!;
}

/** The layer that a triangle of the ground belongs to. */
export function layerOf(surface: GroundSurface, triangle: number): LayerId {
  return COVERS[coverOf(surface, triangle)];
}

/**
 * Numbers the vertices of a part of the ground's triangles in a solid. Triangles share a vertex where they are connected by
 * sides around it; those that only touch there get one each.
 * @returns by side of a triangle, the vertex at its start
 */
export function pieceVertices(
  { x, y, z, corners, twins }: GroundSurface,
  isMember: (triangle: number) => boolean,
  solid: GroundSolid,
): Int32Array {
  const parents = Int32Array.from({ length: corners.length }, (_, side) => side);
  const root = (side: number): number => {
    let top = side;
    while (parents[top] !== top) top = parents[top] = parents[parents[top]!]!;
    return top;
  };
  const join = (a: number, b: number) => {
    parents[root(a)] = root(b);
  };
  for (let side = 0; side < corners.length; side++) {
    const twin = twins[side]!;
    if (twin < side || !isMember(Math.floor(side / 3)) || !isMember(Math.floor(twin / 3))) continue;
    join(side, nextSide(twin));
    join(nextSide(side), twin);
  }
  const fans = new Map<number, number[]>();
  for (let side = 0; side < corners.length; side++) {
    if (!isMember(Math.floor(side / 3)) || root(side) !== side) continue;
    const vertex = corners[side]!;
    const others = fans.get(vertex);
    if (others) others.push(side);
    else fans.set(vertex, [side]);
  }
  const inner = pinchedDirections({ x, y, corners }, isMember, root, fans);
  const numbers = new Int32Array(corners.length).fill(-1);
  for (const [vertex, roots] of fans) {
    for (const side of roots) {
      const [dx, dy] = inner.get(side) ?? [0, 0];
      numbers[side] = solid.vertex(x[vertex]! + dx, y[vertex]! + dy, z[vertex]!);
    }
  }
  for (let side = 0; side < corners.length; side++) {
    if (isMember(Math.floor(side / 3))) numbers[side] = numbers[root(side)]!;
  }
  return numbers;
}

/** Where several fans touch in a vertex: the small way from it into each fan. */
function pinchedDirections(
  { x, y, corners }: Pick<GroundSurface, 'x' | 'y' | 'corners'>,
  isMember: (triangle: number) => boolean,
  root: (side: number) => number,
  fans: ReadonlyMap<number, readonly number[]>,
): Map<number, [dx: number, dy: number]> {
  const sums = new Map<number, [number, number]>();
  for (const roots of fans.values()) if (roots.length > 1) for (const side of roots) sums.set(side, [0, 0]);
  if (sums.size === 0) return sums;
  for (let side = 0; side < corners.length; side++) {
    if (!isMember(Math.floor(side / 3))) continue;
    const sum = sums.get(root(side));
    if (!sum) continue;
    const [a, b, c] = [corners[side]!, corners[nextSide(side)]!, corners[previousSide(side)]!];
    sum[0] += (x[b]! + x[c]!) / 2 - x[a]!;
    sum[1] += (y[b]! + y[c]!) / 2 - y[a]!;
  }
  for (const sum of sums.values()) {
    const scale = APART / (Math.hypot(...sum) || 1);
    sum[0] *= scale;
    sum[1] *= scale;
  }
  return sums;
}

/** Adds the closed solid over some triangles of the ground: their surface, upright sides, and an underside that much lower. */
export function addSlab(surface: GroundSurface, isMember: (triangle: number) => boolean, solid: GroundSolid): void {
  const { x, y, z, corners, twins } = surface;
  const top = pieceVertices(surface, isMember, solid);
  const lower = new Map<number, number>();
  const below = (vertex: number) => {
    const known = lower.get(vertex);
    if (known !== undefined) return known;
    const made = solid.vertex(x[vertex]!, y[vertex]!, z[vertex]! - THICKNESS);
    lower.set(vertex, made);
    return made;
  };
  for (let triangle = 0; triangle < corners.length / 3; triangle++) {
    if (!isMember(triangle)) continue;
    const [a, b, c] = [3 * triangle, 3 * triangle + 1, 3 * triangle + 2];
    const layer = layerOf(surface, triangle);
    solid.add(layer, coverOf(surface, triangle), top[a]!, top[b]!, top[c]!);
    solid.add(layer, 'base', below(corners[a]!), below(corners[c]!), below(corners[b]!));
    for (const side of [a, b, c]) {
      const twin = twins[side]!;
      if (twin >= 0 && isMember(Math.floor(twin / 3))) continue;
      const next = nextSide(side);
      const [footA, footB] = [below(corners[side]!), below(corners[next]!)];
      solid.add(layer, 'skirt', footA, footB, top[next]!, footA, top[next]!, top[side]!);
    }
  }
}

/**
 * Adds the ground with troughs where some of its triangles are solids of their own, so that they fit into it. Its outline stays
 * open for sides down to the base.
 * @returns by side of a triangle, the vertex at its start
 */
export function addTroughed(
  surface: GroundSurface,
  isTrough: (triangle: number) => boolean,
  solid: GroundSolid,
): Int32Array {
  const { x, y, z, corners, twins } = surface;
  const isHigh = (triangle: number) => !isTrough(triangle);
  const top = pieceVertices(surface, isHigh, solid);
  const floors = new Map<number, number>();
  for (let side = 0; side < corners.length; side++) {
    if (isHigh(Math.floor(side / 3))) continue;
    const vertex = corners[side]!;
    if (!floors.has(vertex)) floors.set(vertex, solid.vertex(x[vertex]!, y[vertex]!, z[vertex]! - THICKNESS));
    top[side] = floors.get(vertex)!;
  }
  for (let side = 0; side < corners.length; side++) {
    const triangle = Math.floor(side / 3);
    if (side % 3 === 0) {
      const shown = isHigh(triangle) ? coverOf(surface, triangle) : 'base';
      solid.add('terrain', shown, top[side]!, top[side + 1]!, top[side + 2]!);
    }
    const twin = twins[side]!;
    if (twin < 0 || !isHigh(triangle) || isHigh(Math.floor(twin / 3))) continue;
    const [a, b] = [top[side]!, top[nextSide(side)]!];
    const [floorA, floorB] = [top[nextSide(twin)]!, top[twin]!];
    solid.add('terrain', 'skirt', b, a, floorA, b, floorA, floorB);
  }
  return top;
}
