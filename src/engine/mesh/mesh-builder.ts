import type { LayerId } from '../../contract/layers.ts';
import { type Body, type LayerMesh, SURFACES, type SurfaceId } from './layer-mesh.ts';

/** Collects the bodies of a layer into growing buffers. */
export class MeshBuilder {
  readonly #layer: LayerId;
  readonly #bodies: Body[] = [];
  #positions = new Float64Array(3 * 1024);
  #triangles = new Uint32Array(3 * 2048);
  #surfaces = new Uint8Array(2048);
  #vertexCount = 0;
  #triangleCount = 0;
  #bodyStart = 0;

  constructor(layer: LayerId) {
    this.#layer = layer;
  }

  /** Adds a vertex in local metres and returns its number. */
  vertex(x: number, y: number, z: number): number {
    const offset = this.#vertexCount * 3;
    if (offset === this.#positions.length) this.#positions = grown(this.#positions, Float64Array);
    this.#positions[offset] = x;
    this.#positions[offset + 1] = y;
    this.#positions[offset + 2] = z;
    return this.#vertexCount++;
  }

  /** Adds a triangle, counter-clockwise seen from outside. */
  triangle(a: number, b: number, c: number, surface: SurfaceId): void {
    const offset = this.#triangleCount * 3;
    if (offset === this.#triangles.length) {
      this.#triangles = grown(this.#triangles, Uint32Array);
      this.#surfaces = grown(this.#surfaces, Uint8Array);
    }
    this.#triangles[offset] = a;
    this.#triangles[offset + 1] = b;
    this.#triangles[offset + 2] = c;
    this.#surfaces[this.#triangleCount++] = SURFACES.indexOf(surface);
  }

  /** Ends a body: all triangles since the last one are its. */
  endBody(id: string, name?: string, colours?: Body['colours']): void {
    const firstTriangle = this.#bodyStart;
    this.#bodyStart = this.#triangleCount;
    this.#bodies.push({
      id,
      ...(name !== undefined && { name }),
      firstTriangle,
      triangleCount: this.#triangleCount - firstTriangle,
      ...(colours && { colours }),
    });
  }

  build(): LayerMesh {
    return {
      layer: this.#layer,
      positions: this.#positions.slice(0, this.#vertexCount * 3),
      triangles: this.#triangles.slice(0, this.#triangleCount * 3),
      surfaces: this.#surfaces.slice(0, this.#triangleCount),
      bodies: this.#bodies,
    };
  }
}

function grown<T extends Float64Array | Uint32Array | Uint8Array>(buffer: T, type: new (length: number) => T): T {
  const larger = new type(buffer.length * 2);
  larger.set(buffer);
  return larger;
}
