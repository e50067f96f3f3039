import type { Ring } from '../../polygon/polygon.ts';

/** The places that belong to one side of an outline, in the sense of a roof that rises equally steep from all sides. */
export interface SkeletonFace {
  /** `x, y` pairs. */
  readonly ring: Ring;
  /** Metres from the side that the face rises from. */
  readonly depthAt: (x: number, y: number) => number;
}

/** The face that rises from the side between two places. */
export function skeletonFace(
  ring: Ring,
  [ax, ay]: readonly [x: number, y: number],
  [bx, by]: readonly [x: number, y: number],
): SkeletonFace {
  const length = Math.hypot(bx - ax, by - ay);
  const nx = (ay - by) / length;
  const ny = (bx - ax) / length;
  return { ring, depthAt: (x, y) => Math.abs((x - ax) * nx + (y - ay) * ny) };
}
