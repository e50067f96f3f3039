import type { Profile } from './profile.ts';
import { profileShape } from './profile-shape.ts';

export const GABLE: Profile = [
  [-1, 0],
  [0, 1],
  [1, 0],
];

/** Two even slopes from the ridge to the eaves. */
export const gabled = profileShape(() => GABLE);
