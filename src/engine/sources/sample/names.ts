import type { Random } from './random.ts';

const FIRST = [
  'Alder',
  'Ash',
  'Baker',
  'Barley',
  'Bell',
  'Birch',
  'Bridge',
  'Castle',
  'Cherry',
  'Clock',
  'Copper',
  'Crane',
  'Cross',
  'Elm',
  'Ferry',
  'Fisher',
  'Garden',
  'Goose',
  'Harbour',
  'Hazel',
  'Hill',
  'King',
  'Lantern',
  'Linden',
  'Market',
  'Mill',
  'Mint',
  'Oak',
  'Orchard',
  'Potter',
  'Queen',
  'River',
  'Rose',
  'Saddler',
  'Station',
  'Swan',
  'Tanner',
  'Tower',
  'Weaver',
  'Willow',
] as const;

const SAINTS = ['Anna', 'Barbara', 'Clara', 'George', 'James', 'Luke', 'Martin', 'Nicholas', 'Paul', 'Ursula'] as const;
const STREETS = ['Street', 'Street', 'Street', 'Lane', 'Row', 'Way', 'Road'] as const;

export function streetName(random: Random): string {
  return `${random.pick(FIRST)} ${random.pick(STREETS)}`;
}

/** For example `Willow School`. */
export function placeName(random: Random, what: string): string {
  return `${random.pick(FIRST)} ${what}`;
}

export function churchName(random: Random): string {
  return `Saint ${random.pick(SAINTS)}`;
}
