import type { LayerId } from '../../contract/layers.ts';

/** What a triangle is part of; mesh formats choose materials by it. */
export const SURFACES = ['ground', 'skirt', 'base', 'wall', 'roof', 'underside'] as const;
export type SurfaceId = (typeof SURFACES)[number];

/** One closed, outward-oriented solid: a range of its layer's triangles. Bodies share no vertices. */
export interface Body {
  /** Unique within the layer and stable, for example `way/123` or `way/123#2`. */
  readonly id: string;
  readonly name?: string;
  /** First triangle and number of triangles in the layer. */
  readonly firstTriangle: number;
  readonly triangleCount: number;
}

/** All solids of a layer in one pair of buffers. Local metres, x east, y north, z up. */
export interface LayerMesh {
  readonly layer: LayerId;
  /** `x, y, z` per vertex. */
  readonly positions: Float64Array;
  /** Three vertex numbers per triangle, counter-clockwise seen from outside. */
  readonly triangles: Uint32Array;
  /** Index into {@link SURFACES} per triangle. */
  readonly surfaces: Uint8Array;
  /** In the order of their triangles, without gaps. */
  readonly bodies: readonly Body[];
}
