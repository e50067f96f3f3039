import type { Box } from '../box.ts';
import type { ModelLayer } from '../model.ts';

/** Triangles that share a box. */
export const CHUNK = 256;

/**
 * The boxes around each {@link CHUNK} triangles in the order of the file (six numbers: min, max). Writers put neighbours one
 * after the other, so that a ray misses nearly all of them; where they do not, testing every triangle takes some 15 ms a
 * million, which needs no tree.
 */
export function chunkBoxes({ positions }: Pick<ModelLayer, 'positions'>): Float32Array {
  const count = Math.ceil(positions.length / (CHUNK * 9));
  const boxes = new Float32Array(count * 6);
  for (let chunk = 0; chunk < count; chunk++) {
    const end = Math.min((chunk + 1) * CHUNK * 9, positions.length);
    let [minX, minY, minZ, maxX, maxY, maxZ] = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    for (let i = chunk * CHUNK * 9; i < end; i += 3) {
      const x = positions[i]!;
      const y = positions[i + 1]!;
      const z = positions[i + 2]!;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
      if (z < minZ) minZ = z;
      if (z > maxZ) maxZ = z;
    }
    boxes.set([minX, minY, minZ, maxX, maxY, maxZ], chunk * 6);
  }
  return boxes;
}

/** The box around all boxes of {@link chunkBoxes}. */
export function boxOfChunks(boxes: Float32Array): Box {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < boxes.length; i += 6) {
    for (let axis = 0; axis < 3; axis++) {
      min[axis] = Math.min(min[axis]!, boxes[i + axis]!);
      max[axis] = Math.max(max[axis]!, boxes[i + 3 + axis]!);
    }
  }
  return { min, max };
}
