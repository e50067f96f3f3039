import { distanceToEdge } from './inside-index.ts';
import { boundsOf, type Polygon, polygonRings, polygonsContain, type Ring } from './polygon.ts';

/**
 * Whether polygons lie farther than `distance` metres from others everywhere. Much quicker than cutting them where they do.
 * Takes the product of both numbers of edges that lie next to the other's box.
 */
export function polygonsApart(a: readonly Polygon[], b: readonly Polygon[], distance: number): boolean {
  const near = edgesNear(a, b, distance);
  const others = edgesNear(b, a, distance);
  for (let i = 0; i < near.length; i += 4) {
    for (let j = 0; j < others.length; j += 4) if (edgesMeet(near, i, others, j, distance)) return false;
  }
  return !oneHolds(a, b) && !oneHolds(b, a);
}

/** Where no edges cross, one point of each outline tells whether it lies within the others. */
function oneHolds(a: readonly Polygon[], b: readonly Polygon[]): boolean {
  return b.some(({ outer }) => polygonsContain(a, outer[0]!, outer[1]!));
}

/** The edges (`x, y, x, y`) of polygons within `distance` of the box around others. */
function edgesNear(polygons: readonly Polygon[], others: readonly Polygon[], distance: number): number[] {
  const { minX, minY, maxX, maxY } = boundsOf(others);
  const edges: number[] = [];
  const add = (ring: Ring) => {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!];
      if (Math.max(ax, bx) < minX - distance || Math.min(ax, bx) > maxX + distance) continue;
      if (Math.max(ay, by) < minY - distance || Math.min(ay, by) > maxY + distance) continue;
      edges.push(ax, ay, bx, by);
    }
  };
  for (const polygon of polygons) polygonRings(polygon).forEach(add);
  return edges;
}

/** Whether two edges come within `distance`: they cross, or an end of one lies near the other. */
function edgesMeet(a: readonly number[], i: number, b: readonly number[], j: number, distance: number): boolean {
  const [ax, ay, bx, by] = [a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!];
  const [cx, cy, dx, dy] = [b[j]!, b[j + 1]!, b[j + 2]!, b[j + 3]!];
  if (Math.max(ax, bx) < Math.min(cx, dx) - distance || Math.max(cx, dx) < Math.min(ax, bx) - distance) return false;
  if (Math.max(ay, by) < Math.min(cy, dy) - distance || Math.max(cy, dy) < Math.min(ay, by) - distance) return false;
  return (
    distanceToEdge(ax, ay, cx, cy, dx, dy) <= distance ||
    distanceToEdge(bx, by, cx, cy, dx, dy) <= distance ||
    distanceToEdge(cx, cy, ax, ay, bx, by) <= distance ||
    distanceToEdge(dx, dy, ax, ay, bx, by) <= distance ||
    (side(ax, ay, bx, by, cx, cy) > 0 !== side(ax, ay, bx, by, dx, dy) > 0 &&
      side(cx, cy, dx, dy, ax, ay) > 0 !== side(cx, cy, dx, dy, bx, by) > 0)
  );
}

/** Positive where a point lies left of a line. */
function side(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}
