import { fieldSurface } from './field-surface.ts';
import type { RoofShape } from './roof-shape.ts';
import { skeletonField } from './skeleton-field.ts';

/** A hipped roof cut off flat at the top. */
export const quadrupleSaltbox: RoofShape = {
  otherwise: 'double-saltbox',
  surface: (input) => {
    const field = skeletonField(input.over, [
      [0, 0],
      [0.6, 1],
      [1, 1],
    ]);
    return field && fieldSurface(input, field);
  },
};
