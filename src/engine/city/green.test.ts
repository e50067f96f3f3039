import { expect, test } from 'vitest';
import type { Tags } from '../sources/osm-data.ts';
import { greenCover } from './green.ts';

test.each<[Tags, string]>([
  [{ leisure: 'park' }, 'park'],
  [{ landuse: 'grass' }, 'grass'],
  [{ landuse: 'forest' }, 'wood'],
  [{ natural: 'wood' }, 'wood'],
  [{ natural: 'scrub' }, 'scrub'],
  [{ landuse: 'farmland' }, 'farmland'],
  [{ landuse: 'vineyard' }, 'orchard'],
  [{ landuse: 'cemetery' }, 'cemetery'],
  [{ amenity: 'grave_yard' }, 'cemetery'],
  [{ leisure: 'garden' }, 'garden'],
  [{ leisure: 'playground' }, 'pitch'],
  [{ leisure: 'track', area: 'yes' }, 'pitch'],
  [{ natural: 'beach' }, 'sand'],
  [{ natural: 'bare_rock' }, 'rock'],
  [{ natural: 'wetland' }, 'wetland'],
  [{ leisure: 'park', natural: 'wood' }, 'wood'],
  [{ landuse: 'grass', leisure: 'pitch' }, 'pitch'],
])('%o is covered with %s', (tags, cover) => {
  expect(greenCover(tags)).toBe(cover);
});

test.each<Tags>([
  { landuse: 'residential' },
  { landuse: 'industrial' },
  { leisure: 'nature_reserve' },
  { leisure: 'track' },
  { leisure: 'pitch', indoor: 'yes' },
  { leisure: 'garden', location: 'roof' },
  { leisure: 'pitch', building: 'yes' },
  { landuse: 'toString' },
  {},
])('%o is not covered', (tags) => {
  expect(greenCover(tags)).toBeUndefined();
});
