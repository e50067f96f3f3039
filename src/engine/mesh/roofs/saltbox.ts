import { profileShape } from './profile-shape.ts';

/** Two equally steep slopes of which the front one, where the main face looks, is twice as long and reaches lower. */
export const saltbox = profileShape(() => [
  [-1, 0.5],
  [-1 / 3, 1],
  [1, 0],
]);
