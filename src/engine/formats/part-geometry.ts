import type { Normals } from '../../contract/format-options.ts';
import { type ColouredGeometry, colouredGeometry } from './coloured-geometry.ts';
import { VertexSplitter } from './corner-normals.ts';
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

/** The largest of 32 bits. */
const MAX_NUMBER = 2 ** 32 - 1;

/** Bytes of geometries that are kept, so that a second pass over a small model need not make them again. */
const KEPT_BYTES = 24 * 2 ** 20;

/** Makes the geometries of parts, the same each time it is asked. */
export class PartGeometries {
  /** Absent where no normals are wanted. */
  readonly #splitter: VertexSplitter | undefined;
  readonly #shared = new Map<ScenePart, PartGeometry>();
  readonly #coloured = new Map<ScenePart, ColouredGeometry>();
  readonly #numberings = new WeakMap<Float64Array, Numbering>();
  #keptBytes = 0;

  constructor(style: Normals) {
    this.#splitter = style === 'none' ? undefined : new VertexSplitter(style);
  }

  of(part: ScenePart): PartGeometry {
    return this.#shared.get(part) ?? this.#keep(this.#shared, part, this.#make(part));
  }

  /** The same with vertices that belong to one material each. */
  coloured(part: ScenePart): ColouredGeometry {
    return this.#coloured.get(part) ?? this.#keep(this.#coloured, part, this.#makeColoured(part));
  }

  #keep<Geometry extends PartGeometry>(kept: Map<ScenePart, Geometry>, part: ScenePart, made: Geometry): Geometry {
    const bytes = (made.vertices.length + made.triangles.length + (made.normals?.length ?? 0)) * 4;
    if (this.#keptBytes + bytes <= KEPT_BYTES) {
      this.#keptBytes += bytes;
      kept.set(part, made);
    }
    return made;
  }

  #make(part: ScenePart): PartGeometry {
    const { positions, triangles: all } = part.mesh;
    const { order, materials, starts } = materialGroups(part);
    const { vertices, triangles } = this.#numbering(positions).number(all, order, Uint32Array.of(0, order.length));
    if (!this.#splitter) return { vertices, triangles, materials, starts };
    const split = this.#splitter.split(positions, vertices, triangles);
    return { vertices: split.vertices, triangles: split.triangles, normals: split.normals, materials, starts };
  }

  #makeColoured(part: ScenePart): ColouredGeometry {
    if (this.#splitter) return colouredGeometry(this.#make(part));
    const { positions, triangles } = part.mesh;
    const { order, materials, starts } = materialGroups(part);
    return { ...this.#numbering(positions).number(triangles, order, starts), materials, starts };
  }

  #numbering(positions: Float64Array): Numbering {
    const known = this.#numberings.get(positions);
    if (known) return known;
    const made = new Numbering(positions.length / 3);
    this.#numberings.set(positions, made);
    return made;
  }
}

/** Numbers a part's vertices in the order of their first use. Its buffer serves all parts: cheaper than a map for each. */
class Numbering {
  /** The last number of each vertex, counted on from group to group: what is below a group's first number is no longer valid. */
  readonly #numbers: Uint32Array;
  #next = 1;

  constructor(vertexCount: number) {
    this.#numbers = new Uint32Array(vertexCount);
  }

  /** Every group of triangles has vertices of its own; they begin in `order` where `starts` says. */
  number(
    all: Uint32Array,
    order: Uint32Array,
    starts: Uint32Array,
  ): Pick<ColouredGeometry, 'vertices' | 'triangles' | 'firstVertices'> {
    const triangles = new Uint32Array(order.length * 3);
    const vertices = new Uint32Array(Math.min(triangles.length, this.#numbers.length * (starts.length - 1)));
    const firstVertices = new Uint32Array(starts.length);
    if (this.#next + vertices.length > MAX_NUMBER) this.#forget();
    const base = this.#next;
    for (let group = 0; group + 1 < starts.length; group++) {
      this.#numberGroup(all, order, starts[group]!, starts[group + 1]!, base, vertices, triangles);
      firstVertices[group + 1] = this.#next - base;
    }
    return { vertices: vertices.slice(0, this.#next - base), triangles, firstVertices };
  }

  #numberGroup(
    all: Uint32Array,
    order: Uint32Array,
    start: number,
    end: number,
    base: number,
    vertices: Uint32Array,
    triangles: Uint32Array,
  ): void {
    const numbers = this.#numbers;
    const first = this.#next;
    let next = first;
    for (let i = start, corner = 3 * start; i < end; i++) {
      const from = order[i]! * 3;
      for (let k = from; k < from + 3; k++) {
        const vertex = all[k]!;
        if (numbers[vertex]! < first) {
          vertices[next - base] = vertex;
          numbers[vertex] = next++;
        }
        triangles[corner++] = numbers[vertex]! - base;
      }
    }
    this.#next = next;
  }

  #forget(): void {
    this.#numbers.fill(0);
    this.#next = 1;
  }
}
