import type { Profile } from './profile.ts';
import { profileShape } from './profile-shape.ts';
import { upright } from './upright.ts';

/** How much lower the rear half is, as a share of the roof's height. */
const STEP = 0.3;

/** A gabled roof whose front half, where the main face looks, stands higher than its rear: an upright strip lies between. */
export const gabledHeightMoved = profileShape(
  (frame): Profile => [
    [-1, 0],
    [-upright(frame), 1 - STEP],
    [0, 1],
    [1, STEP],
  ],
);
