import { boundsOf, type Polygon, polygonRings, polygonsContain } from '../polygon/polygon.ts';
import type { Ground } from './ground.ts';

/** Distance in metres between the points at which the ground under a footprint is looked at. */
const STEP = 10;

/** The lowest and highest ground (z in metres) along the edges of footprints and inside them. */
export function groundRange(ground: Ground, footprints: readonly Polygon[]): { lowest: number; highest: number } {
  let lowest = Infinity;
  let highest = -Infinity;
  const look = (x: number, y: number) => {
    const z = ground.heightAt(x, y);
    if (z < lowest) lowest = z;
    if (z > highest) highest = z;
  };
  for (const ring of footprints.flatMap(polygonRings)) lookAlong(ring, look);
  lookInside(footprints, look);
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
