import { nextSide, previousSide } from '../polygon/triangle-sides.ts';

/** Metres that the fourth corner of a quad may lie off the plane of the other three. */
const FLAT = 0.0005;
const NONE = -1;

/** Faces of three or four corners. */
export interface FaceList {
  /** Vertex numbers, face after face. */
  readonly corners: Uint32Array;
  /** Corners of each face. */
  readonly sizes: Uint8Array;
}

/**
 * Joins pairs of triangles that share an edge, lie in one plane and form a convex quad; the longest edges go first,
 * because rectangles are cut along them. Every other edge stays, so that closed surfaces stay closed.
 * @param triangles three vertex numbers per triangle
 * @param positionOf where a vertex's `x, y, z` begin in `positions` (metres)
 */
export function joinQuads(
  positions: Float64Array,
  triangles: Uint32Array,
  positionOf: (vertex: number) => number,
): FaceList {
  const count = triangles.length / 3;
  const neighbours = findNeighbours(triangles);
  const partner = new Int32Array(count).fill(NONE);
  const sharedEdge = new Uint8Array(count);
  const at = (corner: number) => positionOf(triangles[corner]!);
  for (let triangle = 0; triangle < count; triangle++) {
    if (partner[triangle] !== NONE) continue;
    for (const edge of longestFirst(positions, triangle, at)) {
      const other = neighbours[edge]!;
      if (other === NONE) continue;
      const second = Math.floor(other / 3);
      if (second === triangle || partner[second] !== NONE || !isConvexQuad(positions, edge, other, at)) continue;
      partner[triangle] = second;
      partner[second] = triangle;
      sharedEdge[triangle] = edge % 3;
      sharedEdge[second] = other % 3;
      break;
    }
  }
  return listFaces(triangles, partner, sharedEdge);
}

/** For each edge (numbered by its first corner) the edge that runs back along it, or -1. */
function findNeighbours(triangles: Uint32Array): Int32Array {
  const neighbours = new Int32Array(triangles.length).fill(NONE);
  const open = new Map<number, number>();
  for (let edge = 0; edge < triangles.length; edge++) {
    const from = triangles[edge]!;
    const to = triangles[nextSide(edge)]!;
    const back = to * 2 ** 26 + from;
    const other = open.get(back);
    if (other === undefined) open.set(from * 2 ** 26 + to, edge);
    else {
      neighbours[edge] = other;
      neighbours[other] = edge;
      open.delete(back);
    }
  }
  return neighbours;
}

type At = (corner: number) => number;

function longestFirst(positions: Float64Array, triangle: number, at: At): number[] {
  const edges = [triangle * 3, triangle * 3 + 1, triangle * 3 + 2];
  const lengths = edges.map((edge) => distance(positions, at(edge), at(nextSide(edge))));
  return edges.sort((a, b) => lengths[b % 3]! - lengths[a % 3]! || a - b);
}

function distance(positions: Float64Array, a: number, b: number): number {
  return Math.hypot(
    positions[b]! - positions[a]!,
    positions[b + 1]! - positions[a + 1]!,
    positions[b + 2]! - positions[a + 2]!,
  );
}

/** Whether the triangles on both sides of an edge lie in one plane and together are a convex quad. */
function isConvexQuad(positions: Float64Array, edge: number, other: number, at: At): boolean {
  const corners = [at(edge), at(previousSide(other)), at(nextSide(edge)), at(previousSide(edge))] as const;
  const normal = cross(positions, corners[0], corners[2], corners[3]);
  const length = Math.hypot(...normal);
  if (length === 0) return false;
  const height = dot(positions, corners[0], corners[1], normal) / length;
  if (Math.abs(height) > FLAT) return false;
  return corners.every((corner, i) => {
    const turn = cross(positions, corners[(i + 3) % 4]!, corner, corners[(i + 1) % 4]!);
    return turn[0] * normal[0] + turn[1] * normal[1] + turn[2] * normal[2] > 1e-9 * length * length;
  });
}

/** (b - a) × (c - a). */
function cross(p: Float64Array, a: number, b: number, c: number): [number, number, number] {
  const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
  const [vx, vy, vz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
}

function dot(p: Float64Array, a: number, b: number, [x, y, z]: readonly [number, number, number]): number {
  return (p[b]! - p[a]!) * x + (p[b + 1]! - p[a + 1]!) * y + (p[b + 2]! - p[a + 2]!) * z;
}

function listFaces(triangles: Uint32Array, partner: Int32Array, sharedEdge: Uint8Array): FaceList {
  const corners = new Uint32Array(triangles.length);
  const sizes = new Uint8Array(partner.length);
  let cornerCount = 0;
  let faces = 0;
  for (let triangle = 0; triangle < partner.length; triangle++) {
    const other = partner[triangle]!;
    if (other === NONE) {
      corners.set(triangles.subarray(triangle * 3, triangle * 3 + 3), cornerCount);
      cornerCount += 3;
      sizes[faces++] = 3;
    } else if (other > triangle) {
      const edge = triangle * 3 + sharedEdge[triangle]!;
      const opposite = previousSide(other * 3 + sharedEdge[other]!);
      corners[cornerCount++] = triangles[edge]!;
      corners[cornerCount++] = triangles[opposite]!;
      corners[cornerCount++] = triangles[nextSide(edge)]!;
      corners[cornerCount++] = triangles[previousSide(edge)]!;
      sizes[faces++] = 4;
    }
  }
  return { corners: corners.slice(0, cornerCount), sizes: sizes.slice(0, faces) };
}
