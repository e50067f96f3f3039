import { nextSide } from '../polygon/triangle-sides.ts';
import { between } from './fit-terrain.ts';
import type { Tin } from './tin.ts';

/** Metres by which a side of a road or river may differ from where it should be, at the places looked at. */
const TOLERANCE = 0.05;

/** Sides shorter than this (m) stay whole. */
const SHORTEST = 2;

/** Metres between the places looked at, and into how many parts they divide a side at most. */
const STEP = 12;
const MOST_PARTS = 16;

/** Of the vertices there are, at most so many times as many are added. */
const MOST = 3;

/** What is fitted: a triangulation with the heights of its vertices. */
export interface GradedFit {
  readonly tin: Tin;
  /** Metres by vertex: where roads and water are; not a number elsewhere. */
  readonly heights: number[];
  /** Metres where a place of a side should be, or undefined where it may be anywhere. */
  targetAt(x: number, y: number, side: number): number | undefined;
  /** Whether a side is of a river. */
  isRiver(side: number): boolean;
  /** Told of each vertex that is added. */
  vertexAdded(x: number, y: number, isRiver: boolean): void;
}

/** Splits the sides of roads and rivers until they follow their profiles: those run in bends where the terrain needs no vertex. */
export function fitGraded(fit: GradedFit, isGraded: (triangle: number) => boolean): void {
  const { tin } = fit;
  tin.takeChanged();
  let left = MOST * tin.vertexCount;
  let batch = Array.from({ length: tin.triangleCount }, (_, triangle) => triangle);
  for (; batch.length > 0 && left > 0; batch = tin.takeChanged()) {
    for (const triangle of batch) {
      tin.settle(triangle);
      if (isGraded(triangle) && splitOneOf(triangle, fit, isGraded)) left--;
    }
  }
}

function splitOneOf(triangle: number, fit: GradedFit, isGraded: (triangle: number) => boolean): boolean {
  const { twins } = fit.tin;
  for (let side = 3 * triangle; side < 3 * triangle + 3; side++) {
    const twin = twins[side]!;
    // Each side belongs to two triangles, which changed together: one of them looks at it.
    if (twin > side && isGraded(Math.floor(twin / 3))) continue;
    if (split(side, fit)) return true;
  }
  return false;
}

/** Splits a side at the place that is farthest from where it should be. */
function split(side: number, fit: GradedFit): boolean {
  const { tin, heights } = fit;
  const { x, y, corners } = tin;
  const a = corners[side]!;
  const b = corners[nextSide(side)]!;
  const rise = heights[b]! - heights[a]!;
  const length = tin.length(a, b);
  if (Number.isNaN(rise) || length < SHORTEST) return false;
  const parts = Math.min(Math.ceil(length / STEP) + 1, MOST_PARTS);
  let worst = { error: TOLERANCE, x: 0, y: 0, z: Number.NaN };
  for (let k = 1; k < parts; k++) {
    const share = k / parts;
    const px = between(x[a]!, x[b]!, share);
    const py = between(y[a]!, y[b]!, share);
    const z = fit.targetAt(px, py, side);
    if (z === undefined) continue;
    const error = Math.abs(heights[a]! + share * rise - z);
    if (error > worst.error) worst = { error, x: px, y: py, z };
  }
  if (Number.isNaN(worst.z)) return false;
  const isRiver = fit.isRiver(side);
  const vertex = tin.addVertex(worst.x, worst.y);
  if (!tin.splitSide(side, vertex)) {
    tin.dropLastVertex();
    return false;
  }
  heights.push(worst.z);
  fit.vertexAdded(worst.x, worst.y, isRiver);
  return true;
}
