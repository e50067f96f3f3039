/** Puts the normal of each triangle, as long as twice its area. */
export function faceNormals(
  positions: Float64Array,
  vertices: Uint32Array,
  triangles: Uint32Array,
  normals: Float64Array,
): void {
  for (let i = 0; i < triangles.length; i += 3) {
    const a = vertices[triangles[i]!]! * 3;
    const b = vertices[triangles[i + 1]!]! * 3;
    const c = vertices[triangles[i + 2]!]! * 3;
    const ux = positions[b]! - positions[a]!;
    const uy = positions[b + 1]! - positions[a + 1]!;
    const uz = positions[b + 2]! - positions[a + 2]!;
    const vx = positions[c]! - positions[a]!;
    const vy = positions[c + 1]! - positions[a + 1]!;
    const vz = positions[c + 2]! - positions[a + 2]!;
    normals[i] = uy * vz - uz * vy;
    normals[i + 1] = uz * vx - ux * vz;
    normals[i + 2] = ux * vy - uy * vx;
  }
}

/** Puts the lengths of the first so many vectors (`x, y, z` each). */
export function lengthsOf(vectors: Float64Array, count: number, lengths: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const x = vectors[3 * i]!;
    const y = vectors[3 * i + 1]!;
    const z = vectors[3 * i + 2]!;
    lengths[i] = Math.sqrt(x * x + y * y + z * z);
  }
}
