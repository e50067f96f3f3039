import type { Tags } from '../osm-data.ts';
import type { Random } from './random.ts';
import type { RoofShape } from './roof-shapes.ts';

/** What buildings of one kind have in common. */
export interface Style {
  readonly classes: readonly string[];
  readonly storeys: readonly [least: number, most: number];
  /** Roofs in the order in which they are dealt out. */
  readonly roofs: readonly RoofShape[];
  /** Metres per storey. */
  readonly storeyHeight?: number;
}

const WALL_COLOURS = [
  '#e8dcc4',
  '#d9c2a0',
  '#f1ece1',
  '#c98d6b',
  '#b9584a',
  'beige',
  '#cfd3cf',
  'white',
  '#e3c98f',
  '#a9b7b0',
];
const ROOF_COLOURS = ['#8c3b2e', '#a8503a', '#6f4a3d', '#5b5b5f', 'darkred', '#7a6a5a', '#474c55', '#9c5f3f'];
const WALL_MATERIALS = ['brick', 'plaster', 'stone', 'wood', 'concrete'];
const ROOF_MATERIALS = ['roof_tiles', 'slate', 'metal', 'eternit'];
const COMPASS = ['N', 'NE', 'E', 'SSE', 'S', 'SW', 'WSW', 'W'];
const TURNABLE: readonly RoofShape[] = [
  'skillion',
  'saltbox',
  'butterfly',
  'gabled_height_moved',
  'side_hipped',
  'side_half-hipped',
];
const RIDGED: readonly RoofShape[] = [
  'gabled',
  'half-hipped',
  'gambrel',
  'round',
  'hipped',
  'mansard',
  'bellcast_gable',
];

/** Deals out building tags: heights by turns measured, as storeys and untold; roofs in a style's order. */
export class BuildingTagger {
  readonly #random: Random;
  #heights: number;
  #roofs: number;

  constructor(random: Random) {
    this.#random = random;
    this.#heights = random.whole(0, 2);
    this.#roofs = random.whole(0, 100);
  }

  next(style: Style): Tags {
    const random = this.#random;
    const storeys = random.whole(...style.storeys);
    const shape = style.roofs[this.#roofs++ % style.roofs.length]!;
    const roofHeight = shape === 'flat' ? 0 : random.whole(4, storeys === 1 ? 6 : 11) / 2;
    const height = storeys * (style.storeyHeight ?? 3) + roofHeight;
    return {
      building: random.pick(style.classes),
      ...this.#heightTags(height, storeys),
      ...this.#roofTags(shape, roofHeight),
      ...this.#looks(),
    };
  }

  #heightTags(height: number, storeys: number): Tags {
    const turn = this.#heights++ % 3;
    if (turn === 0) return { height: heightText(height, this.#random) };
    return turn === 1 ? { 'building:levels': `${storeys}` } : {};
  }

  #roofTags(shape: RoofShape, height: number): Tags {
    const random = this.#random;
    if (random.chance(0.12)) return {};
    if (shape === 'flat' || shape === 'many') return { 'roof:shape': shape };
    return { 'roof:shape': shape, ...this.#roofHeightTags(height), ...directionTags(shape, random) };
  }

  #roofHeightTags(height: number): Tags {
    const kind = this.#random.next();
    if (kind < 0.4) return { 'roof:height': `${height}` };
    if (kind < 0.65) return { 'roof:levels': height > 4 ? '2' : '1' };
    return kind < 0.75 ? { 'roof:angle': `${this.#random.whole(25, 50)}` } : {};
  }

  #looks(): Tags {
    const random = this.#random;
    return {
      ...(random.chance(0.5) && { 'building:colour': random.pick(WALL_COLOURS) }),
      ...(random.chance(0.5) && { 'roof:colour': random.pick(ROOF_COLOURS) }),
      ...(random.chance(0.15) && { 'building:material': random.pick(WALL_MATERIALS) }),
      ...(random.chance(0.15) && { 'roof:material': random.pick(ROOF_MATERIALS) }),
    };
  }
}

function directionTags(shape: RoofShape, random: Random): Tags {
  if (TURNABLE.includes(shape) && random.chance(0.7)) {
    return { 'roof:direction': random.chance(0.5) ? random.pick(COMPASS) : `${random.whole(0, 359)}` };
  }
  if (RIDGED.includes(shape) && random.chance(0.4))
    return { 'roof:orientation': random.chance(0.5) ? 'across' : 'along' };
  return {};
}

/** A height as mappers write it: mostly bare metres, sometimes with a unit, now and then in feet. */
function heightText(metres: number, random: Random): string {
  const kind = random.next();
  if (kind < 0.75) return `${metres}`;
  if (kind < 0.9) return `${metres} m`;
  const feet = Math.floor(metres / 0.3048);
  const inches = Math.round((metres / 0.3048 - feet) * 12);
  return kind < 0.95 || inches === 12 ? `${Math.round(metres / 0.3048)}'` : `${feet}'${inches}"`;
}
