import { fieldSurface } from './field-surface.ts';
import type { RoofShape } from './roof-shape.ts';
import { skeletonField } from './skeleton-field.ts';

/** Equally steep faces from every side. */
export const hipped: RoofShape = {
  otherwise: 'pyramidal',
  surface: (input) => {
    const field = skeletonField(input.over, [
      [0, 0],
      [1, 1],
    ]);
    return field && fieldSurface(input, field);
  },
};
