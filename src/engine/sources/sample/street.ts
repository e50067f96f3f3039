import { direction, dot, type Vec } from './plane.ts';

export type Highway =
  | 'motorway'
  | 'primary'
  | 'secondary'
  | 'tertiary'
  | 'unclassified'
  | 'residential'
  | 'living_street'
  | 'pedestrian'
  | 'service';

/** A straight street between two crossings. */
export interface Street {
  readonly a: Vec;
  readonly b: Vec;
  readonly highway: Highway;
  /** Metres from its middle to the plots beside it. */
  readonly half: number;
  /** Where other streets meet it. */
  readonly tees: Vec[];
}

const HALF_METRES: Readonly<Record<Highway, number>> = {
  motorway: 6,
  primary: 12.5,
  secondary: 10,
  tertiary: 8.5,
  unclassified: 7.5,
  residential: 6.5,
  living_street: 4.5,
  pedestrian: 4,
  service: 4,
};

export function street(a: Vec, b: Vec, highway: Highway): Street {
  return { a, b, highway, half: HALF_METRES[highway], tees: [] };
}

/** The street's nodes from end to end. */
export function streetNodes({ a, b, tees }: Street): Vec[] {
  const forward = direction(a, b);
  const position = (p: Vec) => dot([p[0] - a[0], p[1] - a[1]], forward);
  return [a, ...tees.toSorted((p, q) => position(p) - position(q)), b];
}
