import type { Tags } from '../sources/osm-data.ts';
import { isHidden, isSet } from './above-ground.ts';
import { COVER_IDS, type CoverId } from './covers.ts';
import { lookUp } from './look-up.ts';

/**
 * Covers by key and value. Land that is only used for something (residential, commercial, industrial, a nature reserve)
 * is not covered by it.
 */
export const GREEN_COVERS: Readonly<Record<string, Readonly<Record<string, CoverId>>>> = {
  natural: {
    wood: 'wood',
    scrub: 'scrub',
    heath: 'scrub',
    shrubbery: 'scrub',
    grassland: 'grass',
    fell: 'grass',
    tundra: 'grass',
    sand: 'sand',
    beach: 'sand',
    dune: 'sand',
    shoal: 'sand',
    shingle: 'rock',
    scree: 'rock',
    bare_rock: 'rock',
    wetland: 'wetland',
    mud: 'wetland',
  },
  landuse: {
    forest: 'wood',
    grass: 'grass',
    meadow: 'grass',
    village_green: 'grass',
    recreation_ground: 'park',
    cemetery: 'cemetery',
    farmland: 'farmland',
    plant_nursery: 'farmland',
    orchard: 'orchard',
    vineyard: 'orchard',
    allotments: 'garden',
    flowerbed: 'garden',
    quarry: 'rock',
  },
  leisure: {
    park: 'park',
    garden: 'garden',
    pitch: 'pitch',
    playground: 'pitch',
    track: 'pitch',
    golf_course: 'grass',
    common: 'grass',
    dog_park: 'grass',
    bowling_green: 'grass',
  },
  amenity: { grave_yard: 'cemetery' },
};

const KEYS = Object.entries(GREEN_COVERS);

/** The cover of green, sandy and rocky land; where tags tell several, the one that is seen over the others. */
export function greenCover(tags: Tags): CoverId | undefined {
  let best: CoverId | undefined;
  for (const [key, covers] of KEYS) {
    const cover = lookUp(covers, tags[key]);
    if (cover && (!best || COVER_IDS.indexOf(cover) < COVER_IDS.indexOf(best))) best = cover;
  }
  return best && isOpenLand(tags) ? best : undefined;
}

/** Not in, on or under a building, and no running track that is drawn as a line. */
function isOpenLand(tags: Tags): boolean {
  if (isHidden(tags) || isSet(tags.building)) return false;
  if (tags.location === 'roof' || tags.location === 'rooftop') return false;
  return tags.leisure !== 'track' || tags.area === 'yes' || tags.type === 'multipolygon';
}
