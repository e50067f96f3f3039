import type { Profile } from './profile.ts';
import { profileShape } from './profile-shape.ts';

const STRIPS = 12;

/** Half an ellipse. */
const BARREL: Profile = Array.from({ length: STRIPS + 1 }, (_, i) => {
  const angle = Math.PI * (1 - i / STRIPS);
  return [Math.cos(angle), i % STRIPS === 0 ? 0 : Math.sin(angle)] as const;
});

/** A barrel along the ridge. */
export const round = profileShape(() => BARREL);
