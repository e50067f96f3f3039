import type { Profile } from './profile.ts';
import type { RoofFrame } from './roof-frame.ts';

/** How a ridge ends: in an upright gable (1), in a hip from the eaves (0), or in a hip from between them. */
type End = number;

/** How much of the frame's length a hip may take. */
const MOST = 0.9;

/**
 * The section along a ridge whose ends are hipped as steeply as the sides, or more where that would leave no ridge.
 * @param first the height at which the hip of the ridge's first end begins, 0 to 1
 */
export function hippedEnds({ halfU, halfV }: RoofFrame, first: End, last: End): Profile {
  const room = first < 1 && last < 1 ? MOST : 2 * MOST;
  const firstRun = Math.min(((1 - first) * halfV) / halfU, room);
  const lastRun = Math.min(((1 - last) * halfV) / halfU, room);
  return [
    ...(first < 1 ? [[-1, first] as const] : []),
    [-1 + firstRun, 1],
    ...(first === 1 && last === 1 ? [[0, 1] as const] : []),
    [1 - lastRun, 1],
    ...(last < 1 ? [[1, last] as const] : []),
  ];
}
