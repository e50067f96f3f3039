import { between } from './fit-terrain.ts';
import { nextSide, type Tin } from './tin.ts';

/** Metres by which the middle of a side of a road or river may differ from where it should be. */
const TOLERANCE = 0.05;

/** Sides shorter than this (m) stay whole. */
const SHORTEST = 2;

/** Of the vertices there are, at most so many times as many are added. */
const MOST = 3;

/** What is fitted: a triangulation with the heights of its vertices. */
export interface GradedFit {
  readonly tin: Tin;
  /** Metres by vertex: where roads and water are; not a number elsewhere. */
  readonly heights: number[];
  /** Metres where a side's middle should be, or undefined where it may be anywhere. */
  targetAt(x: number, y: number, side: number): number | undefined;
  /** Whether a side is of a river. */
  isRiver(side: number): boolean;
  /** Told of each vertex that is added. */
  vertexAdded(x: number, y: number, isRiver: boolean): void;
}

/** Halves the sides of roads and rivers until they follow their profiles: those run in bends where the terrain needs no vertex. */
export function fitGraded(fit: GradedFit, isGraded: (triangle: number) => boolean): void {
  const { tin } = fit;
  tin.takeChanged();
  let left = MOST * tin.vertexCount;
  let batch = Array.from({ length: tin.triangleCount }, (_, triangle) => triangle);
  for (; batch.length > 0 && left > 0; batch = tin.takeChanged()) {
    for (const triangle of batch) {
      tin.settle(triangle);
      if (isGraded(triangle) && halveOneOf(triangle, fit)) left--;
    }
  }
}

function halveOneOf(triangle: number, fit: GradedFit): boolean {
  for (let side = 3 * triangle; side < 3 * triangle + 3; side++) if (halve(side, fit)) return true;
  return false;
}

function halve(side: number, fit: GradedFit): boolean {
  const { tin, heights } = fit;
  const { x, y, corners } = tin;
  const a = corners[side]!;
  const b = corners[nextSide(side)]!;
  const mean = (heights[a]! + heights[b]!) / 2;
  const dx = x[b]! - x[a]!;
  const dy = y[b]! - y[a]!;
  if (Number.isNaN(mean) || dx * dx + dy * dy < SHORTEST * SHORTEST) return false;
  const px = between(x[a]!, x[b]!, 0.5);
  const py = between(y[a]!, y[b]!, 0.5);
  const target = fit.targetAt(px, py, side);
  if (target === undefined || Math.abs(target - mean) <= TOLERANCE) return false;
  const isRiver = fit.isRiver(side);
  const vertex = tin.addVertex(px, py);
  if (!tin.splitSide(side, vertex)) {
    tin.dropLastVertex();
    return false;
  }
  heights.push(target);
  fit.vertexAdded(px, py, isRiver);
  return true;
}
