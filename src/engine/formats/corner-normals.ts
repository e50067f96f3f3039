import type { Normals } from '../../contract/format-options.ts';

/** Faces that meet at less than this share a normal at their common corners (cosines). */
const CREASE: Readonly<Record<Exclude<Normals, 'none'>, number>> = {
  smooth: Math.cos((30 * Math.PI) / 180),
  flat: Math.cos((0.5 * Math.PI) / 180),
};
/** Normals closer than this (squared distance) are one. */
const SAME = 1e-6;

/** Vertices with a normal each: a vertex where faces meet at an edge occurs once for each side of it. */
export interface SplitVertices {
  /** The vertex that each new one is a copy of. */
  readonly sources: Uint32Array;
  /** `x, y, z` of unit length per new vertex. */
  readonly normals: Float32Array;
  /** The triangles again, by new vertices. */
  readonly triangles: Uint32Array;
}

/**
 * Gives every corner of every triangle the mean of the normals of the faces around it that make no crease with its own,
 * weighted by their areas; corners of a vertex with equal normals stay one vertex.
 * @param positions where vertex `i` lies: `x, y, z` from `3 · vertices[i]`
 * @param triangles three places in `vertices` per triangle
 */
export function splitVertices(
  positions: Float64Array,
  vertices: Uint32Array,
  triangles: Uint32Array,
  style: Exclude<Normals, 'none'>,
): SplitVertices {
  const faces = faceNormals(positions, vertices, triangles);
  const lengths = lengthsOf(faces);
  const { starts, corners } = cornersByVertex(vertices.length, triangles);
  const out = new Output(Math.ceil(vertices.length * 1.25), triangles.length);
  const normal = new Float64Array(3);
  for (let vertex = 0; vertex < vertices.length; vertex++) {
    const firstCopy = out.count;
    for (let i = starts[vertex]!; i < starts[vertex + 1]!; i++) {
      cornerNormal(faces, lengths, corners, i, starts[vertex]!, starts[vertex + 1]!, CREASE[style], normal);
      out.add(corners[i]!, vertex, normal, firstCopy);
    }
  }
  return out.finish();
}

/** The normal of each triangle, as long as twice its area. */
function faceNormals(positions: Float64Array, vertices: Uint32Array, triangles: Uint32Array): Float64Array {
  const normals = new Float64Array(triangles.length);
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
  return normals;
}

function lengthsOf(vectors: Float64Array): Float64Array {
  const lengths = new Float64Array(vectors.length / 3);
  for (let i = 0; i < lengths.length; i++) {
    const x = vectors[3 * i]!;
    const y = vectors[3 * i + 1]!;
    const z = vectors[3 * i + 2]!;
    lengths[i] = Math.sqrt(x * x + y * y + z * z);
  }
  return lengths;
}

/** The corners (places in `triangles`) of each vertex: counted, then filled. */
function cornersByVertex(vertexCount: number, triangles: Uint32Array): { starts: Uint32Array; corners: Uint32Array } {
  const starts = new Uint32Array(vertexCount + 1);
  for (const vertex of triangles) starts[vertex + 1]!++;
  for (let i = 0; i < vertexCount; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const corners = new Uint32Array(triangles.length);
  for (let corner = 0; corner < triangles.length; corner++) corners[next[triangles[corner]!]!++] = corner;
  return { starts, corners };
}

/** The normal of corner `own` among those from `first` to before `end`, which share its vertex. */
function cornerNormal(
  faces: Float64Array,
  lengths: Float64Array,
  corners: Uint32Array,
  own: number,
  first: number,
  end: number,
  crease: number,
  result: Float64Array,
): void {
  const face = (corners[own]! / 3) | 0;
  const fx = faces[3 * face]!;
  const fy = faces[3 * face + 1]!;
  const fz = faces[3 * face + 2]!;
  const least = crease * lengths[face]!;
  let x = 0;
  let y = 0;
  let z = 0;
  for (let i = first; i < end; i++) {
    const other = (corners[i]! / 3) | 0;
    const ox = faces[3 * other]!;
    const oy = faces[3 * other + 1]!;
    const oz = faces[3 * other + 2]!;
    if (fx * ox + fy * oy + fz * oz < least * lengths[other]!) continue;
    x += ox;
    y += oy;
    z += oz;
  }
  const sum = Math.sqrt(x * x + y * y + z * z);
  // A face without area makes no crease with any other; where there are only such, any direction will do.
  result[0] = sum > 0 ? x / sum : 0;
  result[1] = sum > 0 ? y / sum : 0;
  result[2] = sum > 0 ? z / sum : 1;
}

/** Growing lists of vertices. */
class Output {
  count = 0;
  #sources: Uint32Array;
  #normals: Float32Array;
  readonly #triangles: Uint32Array;

  constructor(room: number, corners: number) {
    this.#sources = new Uint32Array(room);
    this.#normals = new Float32Array(room * 3);
    this.#triangles = new Uint32Array(corners);
  }

  /** Gives a corner the copy of its vertex that has its normal; the vertex's copies begin at `firstCopy`. */
  add(corner: number, source: number, normal: Float64Array, firstCopy: number): void {
    const normals = this.#normals;
    const x = normal[0]!;
    const y = normal[1]!;
    const z = normal[2]!;
    for (let copy = firstCopy; copy < this.count; copy++) {
      const dx = normals[copy * 3]! - x;
      const dy = normals[copy * 3 + 1]! - y;
      const dz = normals[copy * 3 + 2]! - z;
      if (dx * dx + dy * dy + dz * dz > SAME) continue;
      this.#triangles[corner] = copy;
      return;
    }
    if (this.count === this.#sources.length) this.#grow();
    this.#sources[this.count] = source;
    this.#normals[this.count * 3] = x;
    this.#normals[this.count * 3 + 1] = y;
    this.#normals[this.count * 3 + 2] = z;
    this.#triangles[corner] = this.count++;
  }

  finish(): SplitVertices {
    return {
      sources: this.#sources.slice(0, this.count),
      normals: this.#normals.slice(0, this.count * 3),
      triangles: this.#triangles,
    };
  }

  #grow(): void {
    const room = Math.ceil(this.#sources.length * 1.5) + 16;
    const sources = new Uint32Array(room);
    const normals = new Float32Array(room * 3);
    sources.set(this.#sources);
    normals.set(this.#normals);
    this.#sources = sources;
    this.#normals = normals;
  }
}
