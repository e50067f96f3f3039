import type { RoofSpec } from '../../city/roof-spec.ts';
import { extent, orientedBox } from '../../polygon/oriented-box.ts';
import type { Ring } from '../../polygon/polygon.ts';

/** A direction is taken for that of the outline's nearest side where it differs by less: mappers know it to 16 points of the compass. */
const SNAP = Math.cos((25 * Math.PI) / 180);

/** A rectangle around an outline, with the ridge along `u` and the main face looking along `v`. */
export interface RoofFrame {
  readonly center: readonly [x: number, y: number];
  readonly u: readonly [x: number, y: number];
  readonly v: readonly [x: number, y: number];
  /** Half its lengths in metres. */
  readonly halfU: number;
  readonly halfV: number;
}

/** The rectangle by which a roof is turned: the smallest around the outline, unless the tagged direction says otherwise. */
export function roofFrame(outline: Ring, { direction, orientation }: RoofSpec): RoofFrame {
  const v = faceDirection(outline, direction, orientation);
  const u = [v[1], -v[0]] as const;
  const [lowU, highU] = extent(outline, ...u);
  const [lowV, highV] = extent(outline, ...v);
  const middleU = (lowU + highU) / 2;
  const middleV = (lowV + highV) / 2;
  return {
    center: [middleU * u[0] + middleV * v[0], middleU * u[1] + middleV * v[1]],
    u,
    v,
    halfU: (highU - lowU) / 2,
    halfV: (highV - lowV) / 2,
  };
}

function faceDirection(
  outline: Ring,
  direction: number | undefined,
  orientation: RoofSpec['orientation'],
): readonly [number, number] {
  const [x, y] = orientedBox(outline).along;
  if (direction === undefined) return orientation === 'across' ? [x, y] : [y, -x];
  const radians = (direction * Math.PI) / 180;
  const tagged = [Math.sin(radians), Math.cos(radians)] as const;
  const sides = [
    [x, y],
    [-x, -y],
    [y, -x],
    [-y, x],
  ] as const;
  return sides.find((side) => side[0] * tagged[0] + side[1] * tagged[1] > SNAP) ?? tagged;
}

/** A place in a frame: -1 to 1 along both axes. */
export function inFrame({ center, u, v, halfU, halfV }: RoofFrame, x: number, y: number): [u: number, v: number] {
  const dx = x - center[0];
  const dy = y - center[1];
  return [(dx * u[0] + dy * u[1]) / halfU, (dx * v[0] + dy * v[1]) / halfV];
}

/** The reverse of {@link inFrame}. */
export function fromFrame({ center, u, v, halfU, halfV }: RoofFrame, su: number, sv: number): [x: number, y: number] {
  const du = su * halfU;
  const dv = sv * halfV;
  return [center[0] + du * u[0] + dv * v[0], center[1] + du * u[1] + dv * v[1]];
}
