import type { Vec3 } from '../box.ts';
import { type Model, type ModelLayer, NO_FEATURE } from '../model.ts';
import type { Axis, Hit, Section } from '../view-options.ts';
import { CHUNK } from './chunk-boxes.ts';

/** A half-line; its direction need not have length 1. */
export interface Ray {
  readonly origin: Vec3;
  readonly direction: Vec3;
}

const AXES: readonly Axis[] = ['x', 'y', 'z'];

/** What a ray meets first of what is shown. */
export function raycast(
  { layers }: Pick<Model, 'layers'>,
  boxes: readonly Float32Array[],
  ray: Ray,
  { hidden, section }: { readonly hidden: readonly number[]; readonly section: Section | undefined },
): Hit | undefined {
  const range = visibleRange(ray, section);
  let nearest = range.end;
  let found: { layer: number; triangle: number } | undefined;
  for (const [index, layer] of layers.entries()) {
    if (hidden.includes(index)) continue;
    const hit = raycastLayer(layer, boxes[index]!, ray, range.start, nearest);
    if (!hit) continue;
    nearest = hit.distance;
    found = { layer: index, triangle: hit.triangle };
  }
  if (!found) return undefined;
  const { origin, direction } = ray;
  const point: Vec3 = [0, 1, 2].map((axis) => origin[axis]! + direction[axis]! * nearest) as unknown as Vec3;
  return { ...runOf(layers[found.layer]!, found.layer, found.triangle), point };
}

/** The part of the ray (in lengths of its direction) that the section leaves. */
function visibleRange({ origin, direction }: Ray, section: Section | undefined): { start: number; end: number } {
  if (!section) return { start: 0, end: Infinity };
  const axis = AXES.indexOf(section.axis);
  const speed = direction[axis]!;
  const crossing = (section.at - origin[axis]!) / speed;
  if (speed < 0) return { start: Math.max(0, crossing), end: Infinity };
  if (speed > 0) return { start: 0, end: crossing };
  return { start: 0, end: origin[axis]! <= section.at ? Infinity : 0 };
}

function raycastLayer(
  { positions }: ModelLayer,
  boxes: Float32Array,
  { origin, direction }: Ray,
  start: number,
  end: number,
): { distance: number; triangle: number } | undefined {
  let nearest = end;
  let triangle = -1;
  for (let chunk = 0; chunk * 6 < boxes.length; chunk++) {
    if (!meetsBox(boxes, chunk * 6, origin, direction, start, nearest)) continue;
    const last = Math.min((chunk + 1) * CHUNK, positions.length / 9);
    for (let i = chunk * CHUNK; i < last; i++) {
      const distance = meetsTriangle(positions, i * 9, origin, direction);
      if (distance >= start && distance < nearest) {
        nearest = distance;
        triangle = i;
      }
    }
  }
  return triangle < 0 ? undefined : { distance: nearest, triangle };
}

/** Slab test: where the ray is between both planes of all three axes at once. */
function meetsBox(boxes: Float32Array, at: number, origin: Vec3, direction: Vec3, start: number, end: number): boolean {
  let from = start;
  let to = end;
  for (let axis = 0; axis < 3; axis++) {
    const place = origin[axis]!;
    const speed = direction[axis]!;
    const low = boxes[at + axis]!;
    const high = boxes[at + 3 + axis]!;
    if (speed === 0) {
      if (place < low || place > high) return false;
      continue;
    }
    const a = (low - place) / speed;
    const b = (high - place) / speed;
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return from <= to;
}

/** Möller and Trumbore (1997), from both sides; NaN or negative where the ray misses. Spelt out for speed. */
function meetsTriangle(positions: Float32Array, at: number, origin: Vec3, direction: Vec3): number {
  const ax = positions[at]!;
  const ay = positions[at + 1]!;
  const az = positions[at + 2]!;
  const ux = positions[at + 3]! - ax;
  const uy = positions[at + 4]! - ay;
  const uz = positions[at + 5]! - az;
  const vx = positions[at + 6]! - ax;
  const vy = positions[at + 7]! - ay;
  const vz = positions[at + 8]! - az;
  const [dx, dy, dz] = direction;
  const px = dy * vz - dz * vy;
  const py = dz * vx - dx * vz;
  const pz = dx * vy - dy * vx;
  const determinant = ux * px + uy * py + uz * pz;
  if (determinant === 0) return -1;
  const sx = origin[0] - ax;
  const sy = origin[1] - ay;
  const sz = origin[2] - az;
  const u = (sx * px + sy * py + sz * pz) / determinant;
  if (u < 0 || u > 1) return -1;
  const qx = sy * uz - sz * uy;
  const qy = sz * ux - sx * uz;
  const qz = sx * uy - sy * ux;
  const v = (dx * qx + dy * qy + dz * qz) / determinant;
  if (v < 0 || u + v > 1) return -1;
  return (vx * qx + vy * qy + vz * qz) / determinant;
}

/** The run of triangles of one feature that a triangle belongs to. */
function runOf(layer: ModelLayer, index: number, triangle: number): Omit<Hit, 'point'> {
  const { positions, runStarts, runFeatures } = layer;
  let run = 0;
  for (let high = runStarts.length; high - run > 1; ) {
    const middle = (run + high) >> 1;
    if (runStarts[middle]! <= triangle) run = middle;
    else high = middle;
  }
  const feature = runFeatures[run]!;
  const firstTriangle = runStarts[run]!;
  const end = runStarts[run + 1] ?? positions.length / 9;
  let [low, high] = [Infinity, -Infinity];
  for (let i = firstTriangle * 9 + 2; i < end * 9; i += 3) {
    low = Math.min(low, positions[i]!);
    high = Math.max(high, positions[i]!);
  }
  return {
    layer: index,
    firstTriangle,
    triangleCount: end - firstTriangle,
    feature: feature === NO_FEATURE ? undefined : feature,
    zRange: [low, high],
  };
}
