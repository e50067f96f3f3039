/** A closed ring in local metres: `x, y` pairs without the closing repeat. Outer rings run counter-clockwise, holes clockwise. */
export type Ring = Float64Array;

/**
 * An outer ring and its holes: simple, not touching one another, free of collinear vertices, every coordinate a
 * whole millimetre. {@link PolygonKernel} makes them so.
 */
export interface Polygon {
  readonly outer: Ring;
  readonly holes: readonly Ring[];
}

/** A box around something in local metres. */
export interface Bounds {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Signed area in m² (shoelace formula): positive for counter-clockwise rings. */
export function ringArea(ring: Ring): number {
  const n = ring.length;
  let twice = 0;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    twice += ring[j]! * ring[i + 1]! - ring[i]! * ring[j + 1]!;
  }
  return twice / 2;
}

/** All rings of a polygon, the outer one first. */
export function polygonRings({ outer, holes }: Polygon): readonly Ring[] {
  return [outer, ...holes];
}

/** Area in m² without the holes. */
export function polygonArea(polygon: Polygon): number {
  return polygonRings(polygon).reduce((sum, ring) => sum + ringArea(ring), 0);
}

/** Area in m² of several polygons that do not overlap. */
export function totalArea(polygons: readonly Polygon[]): number {
  return polygons.reduce((sum, polygon) => sum + polygonArea(polygon), 0);
}

/** Length in metres of all rings. */
export function perimeter(polygon: Polygon): number {
  let length = 0;
  for (const ring of polygonRings(polygon)) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      length += Math.hypot(ring[i]! - ring[j]!, ring[i + 1]! - ring[j + 1]!);
    }
  }
  return length;
}

/** The box around polygons. */
export function boundsOf(polygons: readonly Polygon[]): Bounds {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const { outer } of polygons) {
    for (let i = 0; i < outer.length; i += 2) {
      const x = outer[i]!;
      const y = outer[i + 1]!;
      if (x < bounds.minX) bounds.minX = x;
      if (x > bounds.maxX) bounds.maxX = x;
      if (y < bounds.minY) bounds.minY = y;
      if (y > bounds.maxY) bounds.maxY = y;
    }
  }
  return bounds;
}

/** Centre of mass of polygons that do not overlap. */
export function centroid(polygons: readonly Polygon[]): [x: number, y: number] {
  let twice = 0;
  let sumX = 0;
  let sumY = 0;
  for (const ring of polygons.flatMap(polygonRings)) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const cross = ring[j]! * ring[i + 1]! - ring[i]! * ring[j + 1]!;
      twice += cross;
      sumX += (ring[j]! + ring[i]!) * cross;
      sumY += (ring[j + 1]! + ring[i + 1]!) * cross;
    }
  }
  return [sumX / (3 * twice), sumY / (3 * twice)];
}

/** Whether a point lies inside a ring (even–odd rule; on the edge either answer). */
export function ringContains(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const yi = ring[i + 1]!;
    const yj = ring[j + 1]!;
    if (yi > y !== yj > y && x < ((ring[j]! - ring[i]!) * (y - yi)) / (yj - yi) + ring[i]!) inside = !inside;
  }
  return inside;
}

/** Whether a point lies inside any of the polygons. */
export function polygonsContain(polygons: readonly Polygon[], x: number, y: number): boolean {
  return polygons.some(
    ({ outer, holes }) => ringContains(outer, x, y) && !holes.some((hole) => ringContains(hole, x, y)),
  );
}

/** The ring run the other way. */
export function reversed(ring: Ring): Ring {
  const copy = new Float64Array(ring.length);
  for (let i = 0; i < ring.length; i += 2) {
    copy[i] = ring[ring.length - 2 - i]!;
    copy[i + 1] = ring[ring.length - 1 - i]!;
  }
  return copy;
}
