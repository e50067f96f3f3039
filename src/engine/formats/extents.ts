import type { LayerMesh } from '../mesh/layer-mesh.ts';

/** Lowest and highest corner, `x, y, z` each. */
export interface Extents {
  readonly min: [number, number, number];
  readonly max: [number, number, number];
}

/** The box around some layers, or around some of their vertices; `undefined` where there are none. */
export function extentsOf(
  layers: readonly Pick<LayerMesh, 'positions'>[],
  vertices?: Uint32Array,
): Extents | undefined {
  const min: Extents['min'] = [Infinity, Infinity, Infinity];
  const max: Extents['max'] = [-Infinity, -Infinity, -Infinity];
  for (const { positions } of layers) {
    const count = vertices?.length ?? positions.length / 3;
    for (let i = 0; i < count; i++) {
      const from = (vertices ? vertices[i]! : i) * 3;
      for (let axis = 0; axis < 3; axis++) {
        const value = positions[from + axis]!;
        if (value < min[axis]!) min[axis] = value;
        if (value > max[axis]!) max[axis] = value;
      }
    }
  }
  return min[0] <= max[0] ? { min, max } : undefined;
}
