import { profileShape } from './profile-shape.ts';

/** Two slopes down to a valley in the middle. */
export const butterfly = profileShape(() => [
  [-1, 1],
  [0, 0],
  [1, 1],
]);
