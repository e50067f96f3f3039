import type { RoofShapeId, RoofSpec } from '../../city/roof-spec.ts';
import type { Polygon } from '../../polygon/polygon.ts';

/** What a roof is built from. */
export interface RoofInput {
  /** What it covers. */
  readonly polygon: Polygon;
  /** What it is shaped over: the polygon, or the one that it was cut from. */
  readonly over: Polygon;
  readonly spec: RoofSpec;
}

/** A roof's triangles over a polygon. */
export interface RoofSurface {
  /** `x, y, height` per vertex; metres, and 0 at the eaves to 1 at the top. */
  readonly vertices: readonly number[];
  /** Three vertex numbers per triangle, counter-clockwise from above. */
  readonly triangles: readonly number[];
  /** For each ring of the polygon and each of its edges, the vertices along it from its first end to its second. */
  readonly rims: readonly (readonly (readonly number[])[])[];
}

/** A way to build a roof. */
export interface RoofShape {
  /** `undefined` where the outline does not allow it. */
  readonly surface: (input: RoofInput) => RoofSurface | undefined;
  /** The shape nearest to it, for outlines that do not allow it. */
  readonly otherwise: RoofShapeId;
}
