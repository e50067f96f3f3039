import { type Bounds, boundsOf, type Polygon, polygonRings, polygonsContain } from '../polygon/polygon.ts';

/** Distance in metres between the points at which the ground under a footprint is looked at. */
const STEP = 10;

/** Metres from a footprint within which a vertex of the ground counts as on its edge. */
const ON_EDGE = 0.01;

/** The ground that something stands on. */
export interface StandingGround {
  /** z in metres. */
  heightAt(x: number, y: number): number;
  /** Visits the vertices of a triangulated ground in a box: between them its heights have no other extremes. None where it is not triangulated. */
  eachVertexIn(bounds: Bounds, visit: (x: number, y: number, z: number) => void): void;
}

/** The lowest and highest ground (z in metres) along the edges of footprints and inside them. */
export function groundRange(
  ground: StandingGround,
  footprints: readonly Polygon[],
): { lowest: number; highest: number } {
  let lowest = Infinity;
  let highest = -Infinity;
  const note = (z: number) => {
    if (z < lowest) lowest = z;
    if (z > highest) highest = z;
  };
  const look = (x: number, y: number) => note(ground.heightAt(x, y));
  for (const ring of footprints.flatMap(polygonRings)) lookAlong(ring, look);
  lookInside(footprints, look);
  ground.eachVertexIn(boundsOf(footprints), (x, y, z) => {
    if ((z < lowest || z > highest) && isOnOrIn(footprints, x, y)) note(z);
  });
  return { lowest, highest };
}

function lookAlong(ring: Float64Array, look: (x: number, y: number) => void): void {
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const dx = ring[i]! - ring[j]!;
    const dy = ring[i + 1]! - ring[j + 1]!;
    const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / STEP));
    for (let k = 0; k < steps; k++) look(ring[j]! + (dx * k) / steps, ring[j + 1]! + (dy * k) / steps);
  }
}

function lookInside(footprints: readonly Polygon[], look: (x: number, y: number) => void): void {
  const { minX, minY, maxX, maxY } = boundsOf(footprints);
  for (let y = minY + STEP; y < maxY; y += STEP) {
    for (let x = minX + STEP; x < maxX; x += STEP) {
      if (polygonsContain(footprints, x, y)) look(x, y);
    }
  }
}

function isOnOrIn(footprints: readonly Polygon[], x: number, y: number): boolean {
  return polygonsContain(footprints, x, y) || footprints.flatMap(polygonRings).some((ring) => isNear(ring, x, y));
}

function isNear(ring: Float64Array, x: number, y: number): boolean {
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const dx = ring[i]! - ring[j]!;
    const dy = ring[i + 1]! - ring[j + 1]!;
    const share = Math.min(Math.max(((x - ring[j]!) * dx + (y - ring[j + 1]!) * dy) / (dx * dx + dy * dy), 0), 1);
    const offX = ring[j]! + share * dx - x;
    const offY = ring[j + 1]! + share * dy - y;
    if (offX * offX + offY * offY < ON_EDGE * ON_EDGE) return true;
  }
  return false;
}
