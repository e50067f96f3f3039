import { fieldSurface } from './field-surface.ts';
import type { RoofShape } from './roof-shape.ts';
import { skeletonField } from './skeleton-field.ts';

/** Two faces from every side, the lower one steeper. */
export const mansard: RoofShape = {
  otherwise: 'gambrel',
  surface: (input) => {
    const field = skeletonField(input.over, [
      [0, 0],
      [0.25, 0.65],
      [1, 1],
    ]);
    return field && fieldSurface(input, field);
  },
};
