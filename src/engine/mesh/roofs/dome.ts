import { fieldSurface } from './field-surface.ts';
import type { Profile } from './profile.ts';
import type { RoofShape } from './roof-shape.ts';
import { skeletonField } from './skeleton-field.ts';
import { starAround, starField } from './star.ts';

const RINGS = 6;

/** A quarter of a circle, from the outline to the middle. */
export const QUARTER_CIRCLE: Profile = Array.from({ length: RINGS + 1 }, (_, i) => {
  const angle = (Math.PI / 2) * (i / RINGS);
  return i === RINGS ? ([1, 1] as const) : ([1 - Math.cos(angle), Math.sin(angle)] as const);
});

/** A dome over the outline; where not all of it can be seen from the middle, a vault that rises from every side. */
export const dome: RoofShape = {
  otherwise: 'round',
  surface: (input) => {
    const star = starAround(input.over);
    const field = star ? starField(star, QUARTER_CIRCLE) : skeletonField(input.over, QUARTER_CIRCLE);
    return field && fieldSurface(input, field);
  },
};
