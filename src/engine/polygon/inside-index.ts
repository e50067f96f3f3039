import Flatbush from 'flatbush';
import { boundsOf, type Polygon, polygonRings, polygonsContain } from './polygon.ts';

/** Answers for many places whether polygons hold them, and how near their edges are. */
export interface InsideIndex {
  /** Whether a place lies in a polygon (on an edge either answer). */
  contains(x: number, y: number): boolean;
  /** Metres to the nearest edge, or `limit` where none is nearer. */
  edgeDistance(x: number, y: number, limit: number): number;
}

/** From this many vertices on, a polygon's edges are worth an index of their own. */
const MANY_VERTICES = 64;

/** Indexes polygons, which may overlap, so that a search costs about the logarithm of their number and of their edges'. */
export function insideIndex(polygons: readonly Polygon[]): InsideIndex {
  if (polygons.length === 0) return { contains: () => false, edgeDistance: (_x, _y, limit) => limit };
  const boxes = new Flatbush(polygons.length);
  for (const polygon of polygons) {
    const { minX, minY, maxX, maxY } = boundsOf([polygon]);
    boxes.add(minX, minY, maxX, maxY);
  }
  boxes.finish();
  const holders = polygons.map(insideTest);
  const edges = edgesOf(polygons);
  const edgeBoxes = indexEdges(edges);
  return {
    contains:
      holders.length === 1 ? holders[0]! : (x, y) => boxes.search(x, y, x, y).some((index) => holders[index]!(x, y)),
    edgeDistance: (x, y, limit) => {
      let least = limit;
      for (const edge of edgeBoxes.search(x - limit, y - limit, x + limit, y + limit)) {
        const i = 4 * edge;
        least = Math.min(least, distanceToEdge(x, y, edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!));
      }
      return least;
    },
  };
}

function insideTest(polygon: Polygon): (x: number, y: number) => boolean {
  const vertices = polygonRings(polygon).reduce((sum, { length }) => sum + length / 2, 0);
  if (vertices < MANY_VERTICES) {
    const alone = [polygon];
    return (x, y) => polygonsContain(alone, x, y);
  }
  const edges = edgesOf([polygon]);
  const boxes = indexEdges(edges);
  return (x, y) => {
    let inside = false;
    for (const edge of boxes.search(x, y, Infinity, y)) {
      const i = 4 * edge;
      const [ax, ay, bx, by] = [edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
    return inside;
  };
}

/** Edges (`x, y, x, y`) of all rings of polygons. */
function edgesOf(polygons: readonly Polygon[]): Float64Array {
  const rings = polygons.flatMap(polygonRings);
  const edges = new Float64Array(2 * rings.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      edges[end++] = ring[j]!;
      edges[end++] = ring[j + 1]!;
      edges[end++] = ring[i]!;
      edges[end++] = ring[i + 1]!;
    }
  }
  return edges;
}

function indexEdges(edges: Float64Array): Flatbush {
  const boxes = new Flatbush(edges.length / 4);
  for (let i = 0; i < edges.length; i += 4) {
    const [ax, ay, bx, by] = [edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!];
    boxes.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  boxes.finish();
  return boxes;
}

/** Metres from a place to the straight line between two points. */
export function distanceToEdge(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
  const offX = ax + t * dx - x;
  const offY = ay + t * dy - y;
  // Quicker than Math.hypot by far, which guards against overflow.
  return Math.sqrt(offX * offX + offY * offY);
}
