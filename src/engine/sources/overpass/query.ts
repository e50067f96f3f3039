import { type Bbox, bboxExpand } from '../../../geo/bbox.ts';
import { PART_MARGIN } from '../osm/keep-touching.ts';

/** Seconds and bytes that the query asks for: a server under load admits small requests first. */
const TIMEOUT_SECONDS = 60;
const MAX_BYTES = 134_217_728;

const NATURAL = 'water|wood|scrub|sand|beach|shingle|bare_rock|wetland|grassland|heath|glacier|cliff';
const BARRIERS = 'wall|fence|hedge|city_wall|retaining_wall';
/** Mapped as points too. */
const STRUCTURES =
  'tower|communications_tower|chimney|silo|storage_tank|water_tower|mast|gasometer|lighthouse|cooling_tower|windmill';

/**
 * What is asked for inside the box. Nature reserves are left out: they are not drawn, and as large as a country.
 * `highway` and `railway` relations are routes unless they are multipolygons.
 */
const SELECTIONS = [
  'wr["building"]',
  'way["highway"]',
  'relation["highway"]["type"="multipolygon"]',
  'wr["area:highway"]',
  'way["railway"]',
  'relation["railway"]["type"="multipolygon"]',
  'wr["aeroway"]',
  `wr["natural"~"^(${NATURAL})$"]`,
  'way["natural"~"^(coastline|tree_row)$"]',
  'node["natural"="tree"]',
  'way["waterway"]',
  'relation["waterway"]["type"="multipolygon"]',
  'wr["landuse"]',
  'wr["leisure"]["leisure"!="nature_reserve"]',
  'wr["amenity"="parking"]',
  `way["barrier"~"^(${BARRIERS})$"]`,
  'way["bridge"]',
  'wr["man_made"]',
  `node["man_made"~"^(${STRUCTURES})$"]`,
];

/**
 * The one query of an export, in Overpass QL. Buildings that consist of parts come with all their members, wherever
 * those lie. Nothing is cropped: a cropped multipolygon cannot be closed again, because its members' ends and
 * directions are gone.
 */
export function overpassQuery(bbox: Bbox): string {
  const inside = `(${corners(bbox)})`;
  const near = `(${corners(bboxExpand(bbox, PART_MARGIN))})`;
  return [
    `[out:json][timeout:${TIMEOUT_SECONDS}][maxsize:${MAX_BYTES}];`,
    `relation["type"="building"]${inside}->.buildings;`,
    '(',
    '.buildings;way(r.buildings);relation(r.buildings);',
    `wr["building:part"]${near};`,
    ...SELECTIONS.map((selection) => `${selection}${inside};`),
    ');',
    'out body geom qt;',
  ].join('\n');
}

/** Overpass' order: south, west, north, east. Seven decimals, OSM's own precision (and never an exponent). */
function corners([west, south, east, north]: Bbox): string {
  return [south, west, north, east].map((degrees) => degrees.toFixed(7)).join(',');
}
