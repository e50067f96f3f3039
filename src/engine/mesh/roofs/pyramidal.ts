import { fieldSurface } from './field-surface.ts';
import type { RoofShape } from './roof-shape.ts';
import { starAround, starField } from './star.ts';

/** Even faces from every side to one point above the middle. */
export const pyramidal: RoofShape = {
  otherwise: 'hipped',
  surface: (input) => {
    const star = starAround(input.over);
    const field =
      star &&
      starField(star, [
        [0, 0],
        [1, 1],
      ]);
    return field && fieldSurface(input, field);
  },
};
