import { GABLE } from './gabled.ts';
import { profileShape } from './profile-shape.ts';
import { hippedEnds } from './roof-ends.ts';

/** A gabled roof with one end hipped: the right one, seen by who looks at the main face. */
export const sideHipped = profileShape(
  () => GABLE,
  (frame) => hippedEnds(frame, 0, 1),
  'gabled',
);
