import { profileShape } from './profile-shape.ts';

/** One slope, down to where the main face looks. */
export const skillion = profileShape(() => [
  [-1, 1],
  [1, 0],
]);
