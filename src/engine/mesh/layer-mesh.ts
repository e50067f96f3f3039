import type { LayerId } from '../../contract/layers.ts';
import type { Rgb } from '../city/city.ts';
import { COVER_IDS } from '../city/covers.ts';

/** What a triangle is part of; mesh formats choose materials by it. */
export const SURFACES = [
  ...COVER_IDS,
  'skirt',
  'base',
  'wall',
  'roof',
  'underside',
  'deck',
  'trunk',
  'crown',
  'masonry',
  'fence',
  'hedge',
] as const;
export type SurfaceId = (typeof SURFACES)[number];

/** A range of its layer's triangles: one closed, outward-oriented solid, or a part of the ground's surface (see {@link LayerMesh.shell}). */
export interface Body {
  /** Unique within the layer and stable, for example `way/123` or `way/123#2`. */
  readonly id: string;
  readonly name?: string;
  /** First triangle and number of triangles in the layer. */
  readonly firstTriangle: number;
  readonly triangleCount: number;
  /** Colours of its own, where they are known; surfaces without one have their layer's. */
  readonly colours?: Readonly<Partial<Record<SurfaceId, Rgb>>>;
}

/** All bodies of a layer in one pair of buffers. Local metres, x east, y north, z up. */
export interface LayerMesh {
  readonly layer: LayerId;
  /** `x, y, z` per vertex. Layers of one shell share the same array. */
  readonly positions: Float64Array;
  /** Three vertex numbers per triangle, counter-clockwise seen from outside. */
  readonly triangles: Uint32Array;
  /** Index into {@link SURFACES} per triangle. */
  readonly surfaces: Uint8Array;
  /** In the order of their triangles, without gaps. */
  readonly bodies: readonly Body[];
  /**
   * Absent: every body is a closed solid, and bodies share no vertices. Otherwise all layers with this shell are together one
   * closed solid: each holds the part of its surface that it covers.
   */
  readonly shell?: 'ground';
}
