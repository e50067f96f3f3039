import { type Bbox, bboxExpand } from '../../../geo/bbox.ts';
import { COURSE_KEYS, COURSE_MARGIN, PART_MARGIN } from '../osm/keep-touching.ts';

/** Seconds and bytes that the query asks for: a server under load admits small requests first. */
const TIMEOUT_SECONDS = 60;
const MAX_BYTES = 134_217_728;

const NATURAL =
  'water|wood|scrub|shrubbery|heath|grassland|fell|tundra|sand|beach|dune|shoal|shingle|scree|bare_rock|wetland|mud';
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
  'relation["highway"]["type"="multipolygon"]',
  'wr["area:highway"]',
  'relation["railway"]["type"="multipolygon"]',
  'relation["aeroway"]["type"="multipolygon"]',
  'wr["public_transport"="platform"]',
  `wr["natural"~"^(${NATURAL})$"]`,
  'way["natural"~"^(coastline|tree_row)$"]',
  'node["natural"="tree"]',
  'relation["waterway"]["type"="multipolygon"]',
  'wr["landuse"]',
  'wr["leisure"]["leisure"!="nature_reserve"]',
  'wr["amenity"~"^(parking|fountain|grave_yard)$"]',
  `way["barrier"~"^(${BARRIERS})$"]`,
  'way["bridge"]',
  'wr["man_made"]',
  `node["man_made"~"^(${STRUCTURES})$"]`,
];

/**
 * The one query of an export, in Overpass QL. Buildings that consist of parts come with all their members, wherever
 * those lie. Nothing is cropped: a cropped multipolygon cannot be closed again, because its members' ends and
 * directions are gone.
 *
 * An area that encloses the whole box without any edge in it is not found by its box. `is_in` would find some of
 * those, but servers without areas of their own answer a query that names it with an error.
 */
export function overpassQuery(bbox: Bbox): string {
  const inside = `(${corners(bbox)})`;
  const around = (metres: number) => `(${corners(bboxExpand(bbox, metres))})`;
  return [
    `[out:json][timeout:${TIMEOUT_SECONDS}][maxsize:${MAX_BYTES}];`,
    `relation["type"="building"]${inside}->.buildings;`,
    '(',
    '.buildings;way(r.buildings);relation(r.buildings);',
    `wr["building:part"]${around(PART_MARGIN)};`,
    ...COURSE_KEYS.map((key) => `way["${key}"]${around(COURSE_MARGIN)};`),
    ...SELECTIONS.map((selection) => `${selection}${inside};`),
    ');',
    'out body geom qt;',
  ].join('\n');
}

/** Overpass' order: south, west, north, east. Seven decimals, OSM's own precision (and never an exponent). */
function corners([west, south, east, north]: Bbox): string {
  return [south, west, north, east].map((degrees) => degrees.toFixed(7)).join(',');
}
