import type { CoverId } from '../city/covers.ts';

/**
 * The ground of the model's rectangle as one triangulated surface without overlaps, gaps or T-junctions. Each triangle has exactly one
 * cover. Roads and railways are graded, water is level.
 */
export interface GroundSurface {
  /** Local metres per vertex. The first vertex is the south-west corner. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly z: ArrayLike<number>;
  /** Three vertices per triangle, counter-clockwise seen from above. */
  readonly corners: ArrayLike<number>;
  /** Index into `COVER_IDS` per triangle. */
  readonly covers: ArrayLike<number>;
  /** Vertices of the outline counter-clockwise, from the south-west corner on. */
  readonly outline: readonly number[];
  /** z of the surface in metres; beyond the rectangle that of the terrain source. */
  heightAt(x: number, y: number): number;
  /** What covers a place; bare ground beyond the rectangle. */
  coverAt(x: number, y: number): CoverId;
}
