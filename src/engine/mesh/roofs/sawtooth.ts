import type { Profile } from './profile.ts';
import { profileShape } from './profile-shape.ts';
import type { RoofFrame } from './roof-frame.ts';
import { upright } from './upright.ts';

/** Metres from tooth to tooth. */
const TOOTH = 6;
const MOST_TEETH = 20;

/** A row of single slopes, down to where the main face looks, with upright faces between. */
export const sawtooth = profileShape(teeth);

function teeth(frame: RoofFrame): Profile {
  const count = Math.min(Math.max(Math.round((2 * frame.halfV) / TOOTH), 2), MOST_TEETH);
  const profile: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    profile.push([-1 + (2 * i) / count + (i === 0 ? 0 : upright(frame)), 1], [-1 + (2 * (i + 1)) / count, 0]);
  }
  return profile;
}
