import type { Profile } from './profile.ts';
import { profileShape } from './profile-shape.ts';

/** Two slopes on each side, the lower one steeper. */
const GAMBREL: Profile = [
  [-1, 0],
  [-0.6, 0.65],
  [0, 1],
  [0.6, 0.65],
  [1, 0],
];
export const gambrel = profileShape(() => GAMBREL);
