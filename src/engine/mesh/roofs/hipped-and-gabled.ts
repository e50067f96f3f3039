import { GABLE } from './gabled.ts';
import type { Profile } from './profile.ts';
import { profileShape } from './profile-shape.ts';
import type { RoofFrame } from './roof-frame.ts';

/** Where the hips end and small upright gables begin, as a share of the roof's height. */
const GABLET = 0.6;
const LEAN = 0.02;

/** Hips from the eaves, with small gables above them. */
export const hippedAndGabled = profileShape(() => GABLE, ends, 'gabled');

function ends({ halfU, halfV }: RoofFrame): Profile {
  const run = Math.min((GABLET * halfV) / halfU, 0.9);
  const lean = Math.min(LEAN / halfU, 0.01);
  return [
    [-1, 0],
    [-1 + run, GABLET],
    [-1 + run + lean, 1],
    [1 - run - lean, 1],
    [1 - run, GABLET],
    [1, 0],
  ];
}
