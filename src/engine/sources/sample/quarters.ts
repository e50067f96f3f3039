import { business } from './blocks/business.ts';
import { estate } from './blocks/estate.ts';
import { industry, shops } from './blocks/industry.ts';
import { park } from './blocks/park.ts';
import { perimeter } from './blocks/perimeter.ts';
import { pocketPark, school } from './blocks/school.ts';
import type { Builder } from './blocks/site.ts';
import { square } from './blocks/square.ts';
import { terraces } from './blocks/terraces.ts';
import { villas } from './blocks/villas.ts';
import type { Random } from './random.ts';
import type { Band } from './skeleton.ts';
import type { SubdivisionRule } from './subdivide.ts';

/** How one quarter of the town is divided and built. */
export interface Quarter {
  /** Missing where the quarter stays whole. */
  readonly division?: SubdivisionRule;
  /** Builds the block in the middle. */
  readonly heart: Builder;
  /** Builds the other blocks: each picks one. */
  readonly blocks: readonly Builder[];
}

const oldHouses = perimeter({
  style: {
    classes: ['house', 'apartments', 'retail', 'yes', 'residential', 'commercial'],
    storeys: [2, 4],
    roofs: ['gabled', 'mansard', 'gabled', 'half-hipped', 'hipped', 'gambrel', 'saltbox', 'bellcast_gable'],
  },
  depth: 10.5,
  width: [7, 12],
  single: 0.08,
});

const tenements = perimeter({
  style: {
    classes: ['apartments', 'apartments', 'residential', 'yes', 'retail', 'office'],
    storeys: [3, 6],
    roofs: [
      'mansard',
      'gabled',
      'flat',
      'hipped',
      'gabled',
      'skillion',
      'half-hipped',
      'side_hipped',
      'hipped-and-gabled',
    ],
    storeyHeight: 3.2,
  },
  depth: 12,
  width: [13, 20],
  single: 0.1,
});

const OLD_TOWN: Quarter = {
  division: { target: 4200, shortest: 30, turn: 0.32, outer: 'living_street', inner: 'pedestrian' },
  heart: square,
  blocks: [oldHouses],
};

/** One building around its yard. */
const civic = perimeter({
  style: {
    classes: ['hospital', 'university', 'public', 'government'],
    storeys: [3, 4],
    roofs: ['hipped', 'mansard', 'flat', 'gabled'],
    storeyHeight: 3.8,
  },
  depth: 13,
  width: [20, 30],
  single: 1,
});

const TENEMENTS: Quarter = {
  division: { target: 8500, shortest: 40, turn: 0.22, outer: 'residential', inner: 'residential' },
  heart: civic,
  blocks: [tenements],
};

const GREEN_TENEMENTS: Quarter = { ...TENEMENTS, heart: pocketPark };

const TERRACES: Quarter = {
  division: { target: 7000, shortest: 36, turn: 0.2, outer: 'residential', inner: 'living_street' },
  heart: school,
  blocks: [terraces, terraces, tenements, terraces, villas],
};

const VILLAS: Quarter = {
  division: { target: 7500, shortest: 42, turn: 0.25, outer: 'residential', inner: 'residential' },
  heart: villas,
  blocks: [villas, villas, villas, terraces],
};

const BUSINESS: Quarter = {
  division: { target: 13000, shortest: 50, turn: 0.15, outer: 'tertiary', inner: 'residential' },
  heart: business,
  blocks: [business],
};

const INDUSTRY: Quarter = {
  division: { target: 17000, shortest: 50, turn: 0.15, outer: 'unclassified', inner: 'service' },
  heart: industry,
  blocks: [industry, industry, shops],
};

const ESTATE: Quarter = {
  division: { target: 15000, shortest: 50, turn: 0.2, outer: 'residential', inner: 'residential' },
  heart: estate,
  blocks: [estate, estate, villas],
};

const PARK: Quarter = { heart: park, blocks: [] };

/** By place in the district from west to east; the brook flows between the first and the second. */
const QUARTERS: Readonly<Record<Band, readonly (readonly Quarter[])[]>> = {
  0: [[OLD_TOWN], [TENEMENTS], [PARK]],
  1: [[GREEN_TENEMENTS], [TERRACES, GREEN_TENEMENTS], [BUSINESS]],
  2: [[INDUSTRY], [VILLAS], [ESTATE, VILLAS]],
};

export function quarterAt(place: number, band: Band, random: Random): Quarter {
  return random.pick(QUARTERS[band][place]!);
}
