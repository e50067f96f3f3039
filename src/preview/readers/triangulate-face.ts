import earcut from 'earcut';
import type { LayerBuilder } from './model-builder.ts';

/**
 * Adds a face of any number of corners. One of more than three is cut in the plane in which it appears largest.
 * @param corners places of the corners in `positions`, counted from 0, three numbers each
 */
export function addFace(layer: LayerBuilder, positions: ArrayLike<number>, corners: readonly number[]): void {
  if (corners.length === 3) {
    addTriangle(layer, positions, corners[0]!, corners[1]!, corners[2]!);
    return;
  }
  const [first, second] = largestPlane(positions, corners);
  const flat = corners.flatMap((corner) => [
    positions[corner * 3 + first] ?? Number.NaN,
    positions[corner * 3 + second] ?? Number.NaN,
  ]);
  const cut = earcut(flat);
  for (let i = 0; i < cut.length; i += 3) {
    addTriangle(layer, positions, corners[cut[i]!]!, corners[cut[i + 1]!]!, corners[cut[i + 2]!]!);
  }
}

/** Adds the triangle of three corners. A corner that does not exist becomes NaN, which the layer leaves out and counts. */
export function addTriangle(layer: LayerBuilder, positions: ArrayLike<number>, a: number, b: number, c: number): void {
  layer.triangle(
    positions[a * 3] ?? Number.NaN,
    positions[a * 3 + 1] ?? Number.NaN,
    positions[a * 3 + 2] ?? Number.NaN,
    positions[b * 3] ?? Number.NaN,
    positions[b * 3 + 1] ?? Number.NaN,
    positions[b * 3 + 2] ?? Number.NaN,
    positions[c * 3] ?? Number.NaN,
    positions[c * 3 + 1] ?? Number.NaN,
    positions[c * 3 + 2] ?? Number.NaN,
  );
}

/** The two axes that remain without the one that the face's normal (by Newell) points along most. */
function largestPlane(positions: ArrayLike<number>, corners: readonly number[]): readonly [number, number] {
  const normal: [number, number, number] = [0, 0, 0];
  for (const [i, corner] of corners.entries()) {
    const next = corners[(i + 1) % corners.length]!;
    for (let axis = 0; axis < 3; axis++) {
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      const [from, to] = [corner * 3, next * 3];
      normal[axis]! += (positions[from + u]! - positions[to + u]!) * (positions[from + v]! + positions[to + v]!);
    }
  }
  const sizes = normal.map(Math.abs) as [number, number, number];
  const axis = sizes.indexOf(Math.max(...sizes));
  // Taken in this order, the corners keep their direction where the normal points along the axis, and lose it elsewhere.
  return normal[axis]! >= 0 ? [(axis + 1) % 3, (axis + 2) % 3] : [(axis + 2) % 3, (axis + 1) % 3];
}
