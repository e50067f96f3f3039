import { type Polygon, perimeter } from '../../polygon/polygon.ts';
import { isConvex } from './convex-skeleton.ts';
import { QUARTER_CIRCLE } from './dome.ts';
import { fieldSurface } from './field-surface.ts';
import type { RoofShape } from './roof-shape.ts';
import { type Star, starField } from './star.ts';

/** A half dome's cut side is at least this share of the outline; that of a half circle is 0.39 of it. */
const CUT_SIDE = 0.25;

/** The half of a dome whose cut side stands on the outline's longest side. */
export const halfDome: RoofShape = {
  otherwise: 'dome',
  surface: (input) => {
    const star = starOnLongestSide(input.over);
    return star && fieldSurface(input, starField(star, QUARTER_CIRCLE));
  },
};

function starOnLongestSide({ outer, holes }: Polygon): Star | undefined {
  if (holes.length > 0) return undefined;
  let longest = 0;
  let center: readonly [number, number] = [0, 0];
  for (let i = 0, j = outer.length - 2; i < outer.length; j = i, i += 2) {
    const length = Math.hypot(outer[i]! - outer[j]!, outer[i + 1]! - outer[j + 1]!);
    if (length <= longest) continue;
    longest = length;
    center = [(outer[i]! + outer[j]!) / 2, (outer[i + 1]! + outer[j + 1]!) / 2];
  }
  const star = { outline: outer, center };
  return isConvex(outer) && longest > CUT_SIDE * perimeter({ outer, holes }) ? star : undefined;
}
