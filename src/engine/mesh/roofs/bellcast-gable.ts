import { profileShape } from './profile-shape.ts';

/** A gabled roof that flattens towards the eaves. */
export const bellcastGable = profileShape(() => [
  [-1, 0],
  [-0.7, 0.18],
  [0, 1],
  [0.7, 0.18],
  [1, 0],
]);
