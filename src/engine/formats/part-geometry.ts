import type { Normals } from '../../contract/format-options.ts';
import { splitVertices } from './corner-normals.ts';
import { type MaterialGroups, materialGroups } from './material-groups.ts';
import type { ScenePart } from './scene-parts.ts';

/** A part as one mesh of its own. */
export interface PartGeometry extends Omit<MaterialGroups, 'order'> {
  /** The layer's vertex that each vertex is. */
  readonly vertices: Uint32Array;
  /** Three vertices per triangle, the triangles of each material together. */
  readonly triangles: Uint32Array;
  /** `x, y, z` of unit length per vertex, in local axes; absent where none are wanted. */
  readonly normals?: Float32Array;
}

/** Bytes of geometries that are kept, so that a second pass over a small model need not make them again. */
const KEPT_BYTES = 12 * 2 ** 20;

/** Makes the geometries of parts, the same each time it is asked. */
export class PartGeometries {
  readonly #style: Normals;
  readonly #kept = new Map<ScenePart, PartGeometry>();
  readonly #numberings = new WeakMap<Float64Array, Numbering>();
  #keptBytes = 0;

  constructor(style: Normals) {
    this.#style = style;
  }

  of(part: ScenePart): PartGeometry {
    const kept = this.#kept.get(part);
    if (kept) return kept;
    const made = this.#make(part);
    const bytes = (made.vertices.length + made.triangles.length + (made.normals?.length ?? 0)) * 4;
    if (this.#keptBytes + bytes <= KEPT_BYTES) {
      this.#keptBytes += bytes;
      this.#kept.set(part, made);
    }
    return made;
  }

  #make(part: ScenePart): PartGeometry {
    const { positions, triangles: all } = part.mesh;
    const { order, materials, starts } = materialGroups(part);
    let numbering = this.#numberings.get(positions);
    if (!numbering) this.#numberings.set(positions, (numbering = new Numbering(positions.length / 3)));
    const { vertices, triangles } = numbering.number(all, order);
    if (this.#style === 'none') return { vertices, triangles, materials, starts };
    const split = splitVertices(positions, vertices, triangles, this.#style);
    return {
      vertices: split.sources.map((source) => vertices[source]!),
      triangles: split.triangles,
      normals: split.normals,
      materials,
      starts,
    };
  }
}

/** Numbers a part's vertices in the order of their first use. Its buffers serve all parts: cheaper than a map for each. */
class Numbering {
  /** The part (counted from 1) that numbered a vertex last. */
  readonly #numberedBy: Uint32Array;
  readonly #numbers: Uint32Array;
  #part = 0;

  constructor(vertexCount: number) {
    this.#numberedBy = new Uint32Array(vertexCount);
    this.#numbers = new Uint32Array(vertexCount);
  }

  number(all: Uint32Array, order: Uint32Array): { vertices: Uint32Array; triangles: Uint32Array } {
    this.#part++;
    const triangles = new Uint32Array(order.length * 3);
    const vertices = new Uint32Array(Math.min(triangles.length, this.#numbers.length));
    let count = 0;
    let corner = 0;
    for (const triangle of order) {
      for (let from = triangle * 3; from < triangle * 3 + 3; from++) {
        const vertex = all[from]!;
        if (this.#numberedBy[vertex] !== this.#part) {
          this.#numberedBy[vertex] = this.#part;
          this.#numbers[vertex] = count;
          vertices[count++] = vertex;
        }
        triangles[corner++] = this.#numbers[vertex]!;
      }
    }
    return { vertices: vertices.slice(0, count), triangles };
  }
}
