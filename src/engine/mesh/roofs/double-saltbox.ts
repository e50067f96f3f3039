import { profileShape } from './profile-shape.ts';

/** A gabled roof cut off flat in the middle. */
export const doubleSaltbox = profileShape(() => [
  [-1, 0],
  [-0.4, 1],
  [0.4, 1],
  [1, 0],
]);
