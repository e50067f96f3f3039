import { GABLE } from './gabled.ts';
import { profileShape } from './profile-shape.ts';
import { hippedEnds } from './roof-ends.ts';

/** A gabled roof with the upper half of one gable hipped: the right one, seen by who looks at the main face. */
export const sideHalfHipped = profileShape(
  () => GABLE,
  (frame) => hippedEnds(frame, 0.5, 1),
  'gabled',
);
