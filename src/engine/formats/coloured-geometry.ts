import type { PartGeometry } from './part-geometry.ts';

/** A part whose vertices belong to one material each. */
export interface ColouredGeometry extends PartGeometry {
  /** Where each material's vertices begin, and the end of the last; they lie in the order of the materials. */
  readonly firstVertices: Uint32Array;
}

/** Gives each material vertices of its own. */
export function colouredGeometry(geometry: PartGeometry): ColouredGeometry {
  const { vertices, triangles, normals, materials, starts } = geometry;
  const copies = new Uint32Array(vertices.length);
  const copiedFor = new Uint32Array(vertices.length);
  const sources = new Uint32Array(triangles.length);
  const renumbered = new Uint32Array(triangles.length);
  const firstVertices = new Uint32Array(materials.length + 1);
  let count = 0;
  for (let material = 0; material < materials.length; material++) {
    for (let corner = starts[material]! * 3; corner < starts[material + 1]! * 3; corner++) {
      const vertex = triangles[corner]!;
      if (copiedFor[vertex] !== material + 1) {
        copiedFor[vertex] = material + 1;
        copies[vertex] = count;
        sources[count++] = vertex;
      }
      renumbered[corner] = copies[vertex]!;
    }
    firstVertices[material + 1] = count;
  }
  const kept = sources.subarray(0, count);
  return {
    vertices: kept.map((source) => vertices[source]!),
    triangles: renumbered,
    ...(normals && { normals: copyTriples(normals, kept) }),
    materials,
    starts,
    firstVertices,
  };
}

function copyTriples(values: Float32Array, sources: Uint32Array): Float32Array {
  const copied = new Float32Array(sources.length * 3);
  for (let i = 0; i < sources.length; i++) {
    for (let axis = 0; axis < 3; axis++) copied[i * 3 + axis] = values[sources[i]! * 3 + axis]!;
  }
  return copied;
}
