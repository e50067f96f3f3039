import type { Rgb } from './city.ts';

const BRICK: Rgb = [189, 129, 97];
const PLASTER: Rgb = [218, 219, 219];
const WOOD: Rgb = [212, 135, 65];
const CONCRETE: Rgb = [211, 194, 176];
const METAL: Rgb = [183, 177, 166];
const STONE: Rgb = [180, 169, 149];
const SANDSTONE: Rgb = [214, 188, 142];
const GLASS: Rgb = [90, 129, 160];
const CLAY: Rgb = [157, 139, 117];
const TILES: Rgb = [178, 103, 82];
const SLATE: Rgb = [98, 104, 112];
const COPPER: Rgb = [108, 160, 140];
const TAR: Rgb = [84, 84, 86];
const THATCH: Rgb = [176, 148, 100];
const GRASS: Rgb = [136, 168, 104];
const PLASTIC: Rgb = [222, 224, 226];
const WHITE: Rgb = [240, 238, 232];

/**
 * Colours of `building:material` and `roof:material`. Those of walls up to clay are the ones of OpenMapTiles' building layer,
 * the others what the material usually looks like from afar (copper with its patina).
 */
export const MATERIAL_COLOURS: Readonly<Record<string, Rgb>> = {
  brick: BRICK,
  bricks: BRICK,
  brickwork: BRICK,
  plaster: PLASTER,
  stucco: PLASTER,
  render: PLASTER,
  rendered: PLASTER,
  cement: PLASTER,
  wood: WOOD,
  wooden: WOOD,
  timber: WOOD,
  log: WOOD,
  shingle: WOOD,
  wood_shingles: WOOD,
  bamboo: WOOD,
  concrete: CONCRETE,
  reinforced_concrete: CONCRETE,
  panel: CONCRETE,
  concrete_panels: CONCRETE,
  asbestos: CONCRETE,
  eternit: CONCRETE,
  cement_block: [106, 120, 128],
  metal: METAL,
  metal_sheet: METAL,
  metal_plates: METAL,
  sheet_metal: METAL,
  corrugated_metal: METAL,
  steel: METAL,
  tin: METAL,
  zinc: METAL,
  aluminium: METAL,
  iron: METAL,
  stone: STONE,
  masonry: STONE,
  limestone: STONE,
  granite: STONE,
  gravel: STONE,
  pebble: STONE,
  sandstone: SANDSTONE,
  marble: WHITE,
  glass: GLASS,
  mirror: GLASS,
  solar_panels: [52, 66, 96],
  mud: CLAY,
  clay: CLAY,
  adobe: CLAY,
  rammed_earth: CLAY,
  timber_framing: [179, 176, 169],
  half_timbered: [179, 176, 169],
  roof_tiles: TILES,
  tile: TILES,
  tiles: TILES,
  clay_tiles: TILES,
  slate: SLATE,
  copper: COPPER,
  bronze: [140, 116, 76],
  gold: [212, 175, 55],
  tar_paper: TAR,
  bitumen: TAR,
  asphalt: TAR,
  asphalt_shingle: TAR,
  roofing_felt: TAR,
  thatch: THATCH,
  reed: THATCH,
  straw: THATCH,
  palm_leaves: THATCH,
  grass: GRASS,
  sod: GRASS,
  plants: GRASS,
  green: GRASS,
  plastic: PLASTIC,
  vinyl: PLASTIC,
  vinyl_siding: PLASTIC,
  acrylic_glass: PLASTIC,
  fabric: WHITE,
  textile: WHITE,
  membrane: WHITE,
};
