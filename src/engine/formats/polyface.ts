import type { Body, LayerMesh } from '../mesh/layer-mesh.ts';

/** DXF counts a polyface mesh's vertices and faces in 16 bits, with a sign. */
export const POLYFACE_LIMIT = 32_767;

/** What fits into one polyface mesh: a body, or a part of one that is too large. The parts close together. */
export interface PolyfacePiece {
  readonly mesh: LayerMesh;
  readonly body: Body;
  /** The layer's vertices that it uses, in the order of their first use. */
  readonly vertices: Uint32Array;
  /** Three numbers per triangle: places in `vertices`, counted from 1. */
  readonly faces: Uint16Array;
}

/** Cuts a layer's bodies into pieces, each as large as the limit (of vertices, and of faces) allows. */
export function polyfacePieces(mesh: LayerMesh, limit = POLYFACE_LIMIT): PolyfacePiece[] {
  const pieces: PolyfacePiece[] = [];
  const numbering = new Numbering(mesh, limit);
  for (const body of mesh.bodies) {
    const end = body.firstTriangle + body.triangleCount;
    for (let first = body.firstTriangle; first < end; ) {
      const { vertices, faces } = numbering.take(first, end);
      pieces.push({ mesh, body, vertices, faces });
      first += faces.length / 3;
    }
  }
  return pieces;
}

/** Numbers vertices anew for each piece. Its buffers serve all pieces of a layer: cheaper than a map for each. */
class Numbering {
  private readonly triangles: Uint32Array;
  /** The piece (counted from 1) that numbered a vertex last. */
  private readonly numberedBy: Uint32Array;
  private readonly numbers: Uint16Array;
  private readonly vertices: Uint32Array;
  private readonly faces: Uint16Array;
  private piece = 0;

  constructor({ positions, triangles }: LayerMesh, limit: number) {
    this.triangles = triangles;
    this.numberedBy = new Uint32Array(positions.length / 3);
    this.numbers = new Uint16Array(positions.length / 3);
    this.vertices = new Uint32Array(limit);
    this.faces = new Uint16Array(limit * 3);
  }

  /** Numbers as many triangles as fit, from `first` on and before `end`. */
  take(first: number, end: number): Pick<PolyfacePiece, 'vertices' | 'faces'> {
    this.piece++;
    let vertexCount = 0;
    let corners = 0;
    for (let triangle = first; triangle < end; triangle++) {
      if (corners === this.faces.length || vertexCount > this.vertices.length - 3) break;
      for (let corner = triangle * 3; corner < triangle * 3 + 3; corner++) {
        const vertex = this.triangles[corner]!;
        if (this.numberedBy[vertex] !== this.piece) {
          this.numberedBy[vertex] = this.piece;
          this.vertices[vertexCount++] = vertex;
          this.numbers[vertex] = vertexCount;
        }
        this.faces[corners++] = this.numbers[vertex]!;
      }
    }
    return { vertices: this.vertices.slice(0, vertexCount), faces: this.faces.slice(0, corners) };
  }
}
