import type { RoofFrame } from './roof-frame.ts';

/** Metres that an upright face leans, so that the roof remains one surface seen from above. */
const LEAN = 0.02;

/** The lean of an upright face, in a frame's measure across the ridge. */
export function upright({ halfV }: RoofFrame): number {
  return Math.min(LEAN / halfV, 0.01);
}
