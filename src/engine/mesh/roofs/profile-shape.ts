import type { RoofShapeId } from '../../city/roof-spec.ts';
import { crossedProfiles, profileField } from './crossed-profiles.ts';
import { fieldSurface } from './field-surface.ts';
import type { Profile } from './profile.ts';
import { type RoofFrame, roofFrame } from './roof-frame.ts';
import type { RoofShape } from './roof-shape.ts';

/**
 * A roof by its section across the ridge, and by one along it where its ends are not upright gables.
 * Both may depend on the frame's lengths.
 */
export function profileShape(
  across: (frame: RoofFrame) => Profile,
  along?: (frame: RoofFrame) => Profile,
  otherwise: RoofShapeId = 'flat',
): RoofShape {
  return {
    otherwise,
    surface: (input) => {
      const frame = roofFrame(input.over.outer, input.spec);
      const field = along ? crossedProfiles(frame, across(frame), along(frame)) : profileField(frame, across(frame));
      return fieldSurface(input, field);
    },
  };
}
