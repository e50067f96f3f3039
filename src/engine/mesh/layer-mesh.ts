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
   * closed surface: each holds the part of it that it covers. `fused`: the union of all bodies, which may have several pieces.
   */
  readonly shell?: 'ground' | 'fused';
  /**
   * Every body as a copy of a few shapes, where the layer is made so. Positions and triangles hold the same bodies all the same,
   * rounded to millimetres.
   */
  readonly instances?: Instances;
  /** What fills the gaps between bodies where they are to be fused. */
  readonly joints?: Joints;
}

/**
 * Closed solids that reach into the bodies on both sides of a gap, as in {@link LayerMesh}. Each has the id of one of those.
 * They are not part of the model unless its bodies are fused.
 */
export type Joints = Pick<LayerMesh, 'positions' | 'triangles' | 'surfaces' | 'bodies'>;

/** A shape that many bodies of a layer have: closed, outward-oriented. */
export interface Prototype {
  /** `x, y, z` per vertex: the widest place lies at distance 1 from the z axis, z runs from 0 to 1. */
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
  /** Index into {@link SURFACES} per triangle. */
  readonly surfaces: Uint8Array;
}

/** Numbers per body in {@link Instances.transforms}. */
export const TRANSFORM_LENGTH = 6;

/**
 * The bodies of a layer as copies of a few shapes, for formats that can say so. A vertex of a body is its prototype's, scaled
 * by (`scaleXY`, `scaleXY`, `scaleZ`), turned about the z axis by `rotation`, moved by (`x`, `y`, `z`).
 */
export interface Instances {
  readonly prototypes: readonly Prototype[];
  /** Index into {@link prototypes} per body. */
  readonly prototypeOf: Uint8Array;
  /** `x, y, z, scaleXY, scaleZ, rotation` per body: metres, and radians counter-clockwise seen from above. */
  readonly transforms: Float64Array;
}
