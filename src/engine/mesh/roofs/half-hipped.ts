import { GABLE } from './gabled.ts';
import { profileShape } from './profile-shape.ts';
import { hippedEnds } from './roof-ends.ts';

/** A gabled roof with the upper half of its gables hipped. */
export const halfHipped = profileShape(
  () => GABLE,
  (frame) => hippedEnds(frame, 0.5, 0.5),
  'gabled',
);
