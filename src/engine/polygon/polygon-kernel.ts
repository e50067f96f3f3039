import loadClipper, {
  type ClipType,
  type EndType,
  type MainModule,
  type PathsD,
} from 'clipper2-wasm/dist/es/clipper2z.js';
import { type Polygon, polygonRings, type Ring, reversed, ringArea, ringContains } from './polygon.ts';

/**
 * Boolean operations and offsets on polygons, exact on a grid of whole millimetres (Clipper2 compiled to WebAssembly).
 * Every result consists of simple rings, outer ones counter-clockwise, without collinear vertices.
 */
export interface PolygonKernel {
  /** What the rings cover, whichever way they run and however they cross (non-zero rule after orienting each counter-clockwise). */
  cover(rings: readonly Ring[]): Polygon[];
  union(a: readonly Polygon[], b: readonly Polygon[]): Polygon[];
  difference(a: readonly Polygon[], b: readonly Polygon[]): Polygon[];
  intersection(a: readonly Polygon[], b: readonly Polygon[]): Polygon[];
  /** Grows (or shrinks, where negative) polygons by metres; corners stay sharp up to twice the distance. */
  offset(polygons: readonly Polygon[], metres: number): Polygon[];
  /**
   * The strip within `radius` metres of lines (`x, y` pairs, at least two points each), merged where strips overlap. A line
   * that ends where it begins becomes a closed band without ends. Lines without length give nothing.
   * @param ends `butt` stops at the line's end, `square` and `round` reach `radius` beyond it
   * @param joins at bends: arcs within 5 cm of true circles, or corners sharp up to twice the radius
   */
  buffer(lines: readonly Float64Array[], radius: number, ends: LineEnds, joins?: LineJoins): Polygon[];
  /** A constrained Delaunay triangulation: `x, y` triples of corners, counter-clockwise; `undefined` where it fails. */
  triangulate(polygon: Polygon): Float64Array | undefined;
}

/** How a buffered line ends, and what it does at bends. */
export type LineEnds = 'butt' | 'square' | 'round';
export type LineJoins = 'round' | 'mitre';

const GRID = 1000;
/** Clipper's points carry a third number that is not used here. */
const STRIDE = 3;
const MITRE_LIMIT = 2;
/** How far (mm) the sides of a polygon may lie inside the arc that they stand for. */
const ARC_TOLERANCE = 50;

let kernel: Promise<PolygonKernel> | undefined;

/** Loads the kernel once; after a failure, again. */
export function loadPolygonKernel(): Promise<PolygonKernel> {
  kernel ??= loadClipper()
    .then(createKernel)
    .catch((error: unknown) => {
      kernel = undefined;
      throw error;
    });
  return kernel;
}

function createKernel(clipper: MainModule): PolygonKernel {
  const { NonZero } = clipper.FillRule;
  const { Union, Difference, Intersection } = clipper.ClipType;

  /** Runs an operation on rings handed over to WebAssembly, and frees them whatever happens. */
  const operate = (inputs: (readonly Ring[])[], operation: (...paths: PathsD[]) => PathsD): Polygon[] => {
    const paths = inputs.map((rings) => toPaths(clipper, rings));
    try {
      const result = operation(...paths);
      try {
        return toPolygons(result);
      } finally {
        result.delete();
      }
    } finally {
      for (const path of paths) path.delete();
    }
  };
  const combine = (type: ClipType, a: readonly Polygon[], b: readonly Polygon[]) =>
    operate([a.flatMap(polygonRings), b.flatMap(polygonRings)], (subjects, clips) =>
      clipper.BooleanOpD(type, NonZero, subjects!, clips!, 0),
    );

  return {
    cover: (rings) =>
      operate([rings.map((ring) => (ringArea(ring) < 0 ? reversed(ring) : ring))], (subjects) =>
        clipper.UnionSelfD(subjects!, NonZero, 0),
      ),
    union: (a, b) => combine(Union, a, b),
    difference: (a, b) => combine(Difference, a, b),
    intersection: (a, b) => combine(Intersection, a, b),
    offset: (polygons, metres) => {
      const { Miter } = clipper.JoinType;
      return operate([polygons.flatMap(polygonRings)], (paths) =>
        clipper.InflatePathsD(paths!, metres * GRID, Miter, clipper.EndType.Polygon, MITRE_LIMIT, 0, 0),
      );
    },
    buffer: (lines, radius, ends, joins = 'round') => {
      const solid = lines.filter(hasLength);
      const inflate = (some: readonly Float64Array[], type: EndType) => {
        if (some.length === 0) return [];
        const join = joins === 'round' ? clipper.JoinType.Round : clipper.JoinType.Miter;
        return operate([some], (paths) =>
          clipper.InflatePathsD(paths!, radius * GRID, join, type, MITRE_LIMIT, 0, ARC_TOLERANCE),
        );
      };
      const open = inflate(
        solid.filter((line) => !isLoop(line)),
        endType(clipper, ends),
      );
      const bands = inflate(solid.filter(isLoop).map(withoutRepeat), clipper.EndType.Joined);
      return open.length > 0 && bands.length > 0 ? combine(Union, open, bands) : [...open, ...bands];
    },
    triangulate: (polygon) => triangulate(clipper, polygon),
  };
}

function endType({ EndType }: MainModule, ends: LineEnds): EndType {
  return { butt: EndType.Butt, square: EndType.Square, round: EndType.Round }[ends];
}

/** Whether a line has two points that differ on the grid. */
function hasLength(line: Float64Array): boolean {
  const [x, y] = [Math.round(line[0]! * GRID), Math.round(line[1]! * GRID)];
  for (let i = 2; i < line.length; i += 2) {
    if (Math.round(line[i]! * GRID) !== x || Math.round(line[i + 1]! * GRID) !== y) return true;
  }
  return false;
}

/** Whether a line of at least three sides ends where it begins. */
function isLoop(line: Float64Array): boolean {
  const last = line.length - 2;
  return last >= 6 && line[0] === line[last] && line[1] === line[last + 1];
}

function withoutRepeat(loop: Float64Array): Float64Array {
  return loop.subarray(0, -2);
}

function triangulate(clipper: MainModule, polygon: Polygon): Float64Array | undefined {
  const paths = toPaths(clipper, polygonRings(polygon));
  const { result, solution } = clipper.TriangulateD(paths, 0, true);
  try {
    if (result !== clipper.TriangulateResult.Success) return undefined;
    const corners = new Float64Array(solution.size() * 6);
    for (let i = 0; i < solution.size(); i++) {
      const triangle = readRing(solution, i).map((value) => value / GRID);
      corners.set(ringArea(triangle) < 0 ? reversed(triangle) : triangle, i * 6);
    }
    return corners;
  } finally {
    paths.delete();
    solution.delete();
  }
}

function toPaths(clipper: MainModule, rings: readonly Ring[]): PathsD {
  const paths = new clipper.PathsD();
  const path = new clipper.PathD();
  for (const ring of rings) {
    const coordinates = new Float64Array((ring.length / 2) * STRIDE);
    for (let i = 0, o = 0; i < ring.length; i += 2, o += STRIDE) {
      coordinates[o] = Math.round(ring[i]! * GRID);
      coordinates[o + 1] = Math.round(ring[i + 1]! * GRID);
    }
    path.assign(coordinates);
    paths.push_back(path);
  }
  path.delete();
  return paths;
}

function readRing(paths: PathsD, index: number): Ring {
  const path = paths.get(index);
  const view = path.view();
  const ring = new Float64Array((view.length / STRIDE) * 2);
  for (let i = 0, o = 0; i < view.length; i += STRIDE, o += 2) {
    ring[o] = Math.round(view[i]!);
    ring[o + 1] = Math.round(view[i + 1]!);
  }
  path.delete();
  return ring;
}

/**
 * A ring of whole millimetres in metres, without vertices on the straight line between their neighbours. Whole numbers
 * of this size multiply without rounding, so the test is exact.
 */
function straightened(ring: Ring): Ring {
  const kept = new Float64Array(ring.length);
  let end = 0;
  const dropStraightEnd = (x: number, y: number) => {
    while (end >= 4 && isStraight(kept[end - 4]!, kept[end - 3]!, kept[end - 2]!, kept[end - 1]!, x, y)) end -= 2;
  };
  for (let i = 0; i < ring.length; i += 2) {
    dropStraightEnd(ring[i]!, ring[i + 1]!);
    kept[end++] = ring[i]!;
    kept[end++] = ring[i + 1]!;
  }
  dropStraightEnd(kept[0]!, kept[1]!);
  let start = 0;
  const startIsStraight = () =>
    isStraight(kept[end - 2]!, kept[end - 1]!, kept[start]!, kept[start + 1]!, kept[start + 2]!, kept[start + 3]!);
  while (end - start >= 6 && startIsStraight()) start += 2;
  return kept.slice(start, end).map((value) => value / GRID);
}

/** Whether b lies on the line through a and c. */
function isStraight(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): boolean {
  return (bx - ax) * (cy - by) === (by - ay) * (cx - bx);
}

function toPolygons(paths: PathsD): Polygon[] {
  const rings = Array.from({ length: paths.size() }, (_, i) => straightened(readRing(paths, i)));
  const outers = rings.filter((ring) => ringArea(ring) > 0);
  const polygons = outers.map((outer) => ({ outer, holes: [] as Ring[] }));
  for (const hole of rings.filter((ring) => ringArea(ring) < 0)) {
    smallestAround(polygons, hole)?.holes.push(hole);
  }
  return polygons;
}

/** The innermost polygon around a hole: islands lie within holes of larger polygons. */
function smallestAround<P extends Polygon>(polygons: readonly P[], hole: Ring): P | undefined {
  if (polygons.length === 1) return polygons[0];
  const [x, y] = insideOf(hole);
  let best: P | undefined;
  for (const polygon of polygons) {
    if (ringContains(polygon.outer, x, y) && (!best || ringArea(polygon.outer) < ringArea(best.outer))) best = polygon;
  }
  return best;
}

/** A point strictly inside a ring: a hair beside the middle of its longest edge, on the ring's inner side. */
function insideOf(ring: Ring): [x: number, y: number] {
  let longest = 0;
  let point: [number, number] = [ring[0]!, ring[1]!];
  const side = ringArea(ring) > 0 ? 1 : -1;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const dx = ring[i]! - ring[j]!;
    const dy = ring[i + 1]! - ring[j + 1]!;
    const length = Math.hypot(dx, dy);
    if (length <= longest) continue;
    longest = length;
    const shift = (side * 1e-4) / length;
    point = [(ring[i]! + ring[j]!) / 2 - dy * shift, (ring[i + 1]! + ring[j + 1]!) / 2 + dx * shift];
  }
  return point;
}
