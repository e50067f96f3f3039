type Point = readonly [x: number, y: number, z: number];

interface Bounds {
  readonly min: Point;
  readonly max: Point;
}

/** A connected piece; pieces that share a corner count as one. */
export interface StlPart extends Bounds {
  /** Enclosed, positive where the triangles face outwards. */
  readonly volume: number;
}

/** What a binary STL holds, read without any code of the app. Lengths in the file's unit. */
export interface StlFacts extends Bounds {
  readonly triangles: number;
  /** Directed edges without exactly as many running the other way: 0 where everything is closed and oriented alike. */
  readonly unmatchedEdges: number;
  /** Triangles with two corners at the same place. */
  readonly degenerate: number;
  readonly parts: readonly StlPart[];
}

const HEADER_BYTES = 84;
const TRIANGLE_BYTES = 50;

/** Reads a binary STL; throws where its length does not fit its triangle count. */
export function readStl(bytes: Uint8Array): StlFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const triangles = bytes.length >= HEADER_BYTES ? view.getUint32(80, true) : 0;
  if (bytes.length !== HEADER_BYTES + triangles * TRIANGLE_BYTES) {
    throw new Error(`Not a binary STL: ${bytes.length} bytes for ${triangles} triangles`);
  }
  const { corners, points } = readCorners(view, triangles);
  return {
    triangles,
    ...bounds(points),
    ...checkEdges(corners, points.length),
    parts: [...connected(corners, points)].map((part) => ({
      volume: volume(part, points),
      ...bounds(part.map((corner) => points[corner]!)),
    })),
  };
}

interface Triangles {
  /** Three point numbers per triangle. */
  readonly corners: Uint32Array;
  /** Every position once; positions are equal only where all bits are. */
  readonly points: readonly Point[];
}

function readCorners(view: DataView, triangles: number): Triangles {
  const corners = new Uint32Array(triangles * 3);
  const points: Point[] = [];
  const numbers = new Map<string, number>();
  for (let i = 0; i < corners.length; i++) {
    const at = HEADER_BYTES + Math.floor(i / 3) * TRIANGLE_BYTES + 12 + (i % 3) * 12;
    const point: Point = [view.getFloat32(at, true), view.getFloat32(at + 4, true), view.getFloat32(at + 8, true)];
    const key = point.join();
    let number = numbers.get(key);
    if (number === undefined) {
      number = points.push(point) - 1;
      numbers.set(key, number);
    }
    corners[i] = number;
  }
  return { corners, points };
}

function bounds(points: readonly Point[]): Bounds {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const point of points) {
    for (const axis of [0, 1, 2] as const) {
      min[axis] = Math.min(min[axis], point[axis]);
      max[axis] = Math.max(max[axis], point[axis]);
    }
  }
  return { min, max };
}

function checkEdges(corners: Uint32Array, pointCount: number): Pick<StlFacts, 'unmatchedEdges' | 'degenerate'> {
  const balance = new Map<number, number>();
  let degenerate = 0;
  for (let t = 0; t < corners.length; t += 3) {
    const triangle = [corners[t]!, corners[t + 1]!, corners[t + 2]!] as const;
    if (new Set(triangle).size < 3) degenerate++;
    for (const [a, b] of [
      [triangle[0], triangle[1]],
      [triangle[1], triangle[2]],
      [triangle[2], triangle[0]],
    ] as const) {
      const key = Math.min(a, b) * pointCount + Math.max(a, b);
      balance.set(key, (balance.get(key) ?? 0) + Math.sign(b - a));
    }
  }
  let unmatchedEdges = 0;
  for (const rest of balance.values()) unmatchedEdges += Math.abs(rest);
  return { unmatchedEdges, degenerate };
}

/** The corners of the triangles of each piece. */
function connected(corners: Uint32Array, points: readonly Point[]): Iterable<number[]> {
  const parent = Uint32Array.from(points, (_, i) => i);
  const root = (point: number): number => {
    let at = point;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (let t = 0; t < corners.length; t += 3) {
    parent[root(corners[t + 1]!)] = root(corners[t]!);
    parent[root(corners[t + 2]!)] = root(corners[t]!);
  }
  const parts = new Map<number, number[]>();
  for (const corner of corners) {
    const part = parts.get(root(corner));
    if (part) part.push(corner);
    else parts.set(root(corner), [corner]);
  }
  return parts.values();
}

/** The sum of the signed tetrahedra of each triangle and the piece's first corner. */
function volume(corners: readonly number[], points: readonly Point[]): number {
  const [ox, oy, oz] = points[corners[0]!]!;
  const from = (corner: number): Point => {
    const [x, y, z] = points[corner]!;
    return [x - ox, y - oy, z - oz];
  };
  let sum = 0;
  for (let t = 0; t < corners.length; t += 3) {
    const [a, b, c] = [from(corners[t]!), from(corners[t + 1]!), from(corners[t + 2]!)];
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum / 6;
}
