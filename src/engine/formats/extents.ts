import type { LayerMesh } from '../mesh/layer-mesh.ts';

/** Lowest and highest corner, `x, y, z` each. */
export interface Extents {
  readonly min: [number, number, number];
  readonly max: [number, number, number];
}

/** The box around some layers, or `undefined` where they have no vertices. */
export function extentsOf(layers: readonly LayerMesh[]): Extents | undefined {
  const min: Extents['min'] = [Infinity, Infinity, Infinity];
  const max: Extents['max'] = [-Infinity, -Infinity, -Infinity];
  for (const { positions } of layers) {
    for (let i = 0; i < positions.length; i++) {
      const axis = i % 3;
      const value = positions[i]!;
      if (value < min[axis]!) min[axis] = value;
      if (value > max[axis]!) max[axis] = value;
    }
  }
  return min[0] <= max[0] ? { min, max } : undefined;
}
