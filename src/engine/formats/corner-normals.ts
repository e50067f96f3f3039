import type { Normals } from '../../contract/format-options.ts';
import { faceNormals, lengthsOf } from './face-normals.ts';

/** Degrees between faces up to which they share a normal at their common corners. */
const CREASE: Readonly<Record<Exclude<Normals, 'none'>, number>> = { smooth: 30, flat: 0.5 };
/** A little less than half of it: faces that all part less from one direction make no crease with each other. */
const SAFE_SHARE = 0.49;
/** Normals closer than this (squared distance) are one. */
const SAME = 1e-6;

/** Vertices with a normal each: a vertex where faces meet at an edge occurs once for each side of it. */
export interface SplitVertices {
  /** The layer's vertex that each new one is. */
  readonly vertices: Uint32Array;
  /** `x, y, z` of unit length per new vertex. */
  readonly normals: Float32Array;
  /** The triangles again, by new vertices. */
  readonly triangles: Uint32Array;
}

/**
 * Gives every corner of every triangle the mean of the normals of the faces around it that make no crease with its own,
 * weighted by their areas; corners of a vertex with equal normals stay one vertex. Its memory serves one part after another.
 */
export class VertexSplitter {
  readonly #crease: number;
  readonly #safe: number;
  /** Of the part at hand: the normal of each triangle, as long as twice its area, and its length. */
  #faces = new Float64Array(0);
  #lengths = new Float64Array(0);
  /** The corners (places in `triangles`) of each vertex, and where they begin. */
  #corners = new Uint32Array(0);
  #starts = new Uint32Array(0);
  /** What becomes of it. */
  #vertices = new Uint32Array(0);
  #normals = new Float32Array(0);
  #count = 0;
  readonly #normal = new Float64Array(3);

  constructor(style: Exclude<Normals, 'none'>) {
    const radians = (CREASE[style] * Math.PI) / 180;
    this.#crease = Math.cos(radians);
    this.#safe = Math.cos(SAFE_SHARE * radians);
  }

  /**
   * Splits the vertices of a part.
   * @param positions where vertex `i` lies: `x, y, z` from `3 · vertices[i]`
   * @param triangles three places in `vertices` per triangle
   */
  split(positions: Float64Array, vertices: Uint32Array, triangles: Uint32Array): SplitVertices {
    this.#makeRoom(vertices.length, triangles.length);
    faceNormals(positions, vertices, triangles, this.#faces);
    lengthsOf(this.#faces, triangles.length / 3, this.#lengths);
    this.#sortCorners(vertices.length, triangles);
    this.#count = 0;
    const split = new Uint32Array(triangles.length);
    for (let vertex = 0; vertex < vertices.length; vertex++) {
      const first = this.#starts[vertex]!;
      const end = this.#starts[vertex + 1]!;
      if (this.#isSmooth(first, end)) {
        const copy = this.#add(vertices[vertex]!);
        for (let i = first; i < end; i++) split[this.#corners[i]!] = copy;
      } else this.#splitVertex(vertices[vertex]!, first, end, split);
    }
    return {
      vertices: this.#vertices.slice(0, this.#count),
      normals: this.#normals.slice(0, 3 * this.#count),
      triangles: split,
    };
  }

  #makeRoom(vertices: number, corners: number): void {
    if (corners > this.#corners.length) {
      this.#faces = new Float64Array(corners);
      this.#lengths = new Float64Array(corners / 3);
      this.#corners = new Uint32Array(corners);
    }
    if (vertices + 2 > this.#starts.length) this.#starts = new Uint32Array(vertices + 2);
  }

  /** The corners of each vertex together: counted, then filled. */
  #sortCorners(vertexCount: number, triangles: Uint32Array): void {
    const starts = this.#starts.fill(0, 0, vertexCount + 2);
    const corners = this.#corners;
    // Two places further on: while corners are filled in, each start moves to where the next one belongs.
    for (let corner = 0; corner < triangles.length; corner++) starts[triangles[corner]! + 2]!++;
    for (let i = 2; i < vertexCount + 2; i++) starts[i]! += starts[i - 1]!;
    for (let corner = 0; corner < triangles.length; corner++) corners[starts[triangles[corner]! + 1]!++] = corner;
  }

  /** Whether no two of a vertex's faces make a crease, as far as can be told quickly; then their mean is at hand. */
  #isSmooth(first: number, end: number): boolean {
    const faces = this.#faces;
    const corners = this.#corners;
    let x = 0;
    let y = 0;
    let z = 0;
    for (let i = first; i < end; i++) {
      const face = (corners[i]! / 3) | 0;
      x += faces[3 * face]!;
      y += faces[3 * face + 1]!;
      z += faces[3 * face + 2]!;
    }
    const length = Math.sqrt(x * x + y * y + z * z);
    for (let i = first; i < end; i++) {
      const face = (corners[i]! / 3) | 0;
      const along = faces[3 * face]! * x + faces[3 * face + 1]! * y + faces[3 * face + 2]! * z;
      if (along < this.#safe * length * this.#lengths[face]!) return false;
    }
    this.#setNormal(x, y, z);
    return true;
  }

  #splitVertex(vertex: number, first: number, end: number, split: Uint32Array): void {
    const firstCopy = this.#count;
    for (let i = first; i < end; i++) {
      this.#cornerNormal(i, first, end);
      const same = this.#sameNormal(firstCopy);
      split[this.#corners[i]!] = same < this.#count ? same : this.#add(vertex);
    }
  }

  /** Takes the normal of corner `own` among those from `first` to before `end`, which share its vertex. */
  #cornerNormal(own: number, first: number, end: number): void {
    const faces = this.#faces;
    const lengths = this.#lengths;
    const corners = this.#corners;
    const face = (corners[own]! / 3) | 0;
    const fx = faces[3 * face]!;
    const fy = faces[3 * face + 1]!;
    const fz = faces[3 * face + 2]!;
    const least = this.#crease * lengths[face]!;
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
    this.#setNormal(x, y, z);
  }

  /** A face without area makes no crease with any other; where there are only such, any direction will do. */
  #setNormal(x: number, y: number, z: number): void {
    const sum = Math.sqrt(x * x + y * y + z * z);
    const normal = this.#normal;
    normal[0] = sum > 0 ? x / sum : 0;
    normal[1] = sum > 0 ? y / sum : 0;
    normal[2] = sum > 0 ? z / sum : 1;
  }

  /** The copy from `first` on that has the normal at hand, or the number of copies. */
  #sameNormal(first: number): number {
    const normals = this.#normals;
    const normal = this.#normal;
    let copy = first;
    for (; copy < this.#count; copy++) {
      const dx = normals[copy * 3]! - normal[0]!;
      const dy = normals[copy * 3 + 1]! - normal[1]!;
      const dz = normals[copy * 3 + 2]! - normal[2]!;
      if (dx * dx + dy * dy + dz * dz <= SAME) break;
    }
    return copy;
  }

  /** Adds a copy of a vertex with the normal at hand. */
  #add(vertex: number): number {
    if (this.#count === this.#vertices.length) this.#grow();
    const copy = this.#count++;
    this.#vertices[copy] = vertex;
    this.#normals[3 * copy] = this.#normal[0]!;
    this.#normals[3 * copy + 1] = this.#normal[1]!;
    this.#normals[3 * copy + 2] = this.#normal[2]!;
    return copy;
  }

  #grow(): void {
    const room = Math.ceil(1.5 * this.#count) + 1024;
    const vertices = new Uint32Array(room);
    const normals = new Float32Array(3 * room);
    vertices.set(this.#vertices);
    normals.set(this.#normals);
    this.#vertices = vertices;
    this.#normals = normals;
  }
}
