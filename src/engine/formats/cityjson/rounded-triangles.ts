import type { ObjectShape } from '../city-objects.ts';
import type { VertexTable } from '../vertex-table.ts';

/** The triangles of a shape that rounding leaves, one shape after another in the same memory. */
export class RoundedTriangles {
  readonly #vertices: VertexTable;
  count = 0;
  /** Three numbered vertices per triangle. */
  corners: Uint32Array = new Uint32Array(0);
  /** Index into `SURFACES` per triangle. */
  surfaces = new Uint8Array(0);

  constructor(vertices: VertexTable) {
    this.#vertices = vertices;
  }

  read(shape: ObjectShape): void {
    const { firstTriangle, triangleCount } = shape;
    const corners = this.#vertices.numbers(shape);
    if (triangleCount > this.surfaces.length) this.surfaces = new Uint8Array(2 * triangleCount);
    let count = 0;
    for (let i = 0; i < triangleCount; i++) {
      const a = corners[3 * i]!;
      const b = corners[3 * i + 1]!;
      const c = corners[3 * i + 2]!;
      if (a === b || b === c || c === a) continue;
      corners[3 * count] = a;
      corners[3 * count + 1] = b;
      corners[3 * count + 2] = c;
      this.surfaces[count++] = shape.surfaces[firstTriangle + i]!;
    }
    this.corners = corners;
    this.count = count;
  }
}
