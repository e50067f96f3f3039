import { directionAt, plainHeight } from './hills.ts';
import { lerp, smoothStep } from './noise.ts';
import { River } from './river.ts';
import { DISTRICT_COLUMNS, type Row } from './rows.ts';
import { BROOK_HALF, type Skeleton } from './skeleton.ts';

/** How far from a bank the land is back at its own height, in metres. */
const RIVER_VALLEY = 330;
const BROOK_VALLEY = 300;

/** Banks lie this far above the water, beds this far below the banks, in metres. */
const BANK = 1.5;
const RIVER_BED = 3;
const BROOK_BED = 1.5;

/** Height of a river's water at a longitude, a little below the plain. */
function riverLevel(river: River, lon: number): number {
  return plainHeight(directionAt(lon, river.centre(lon))) - 4;
}

/** A river seen from the columns of a height grid. */
export interface RiverProfile {
  readonly river: River;
  readonly centres: Float64Array;
  readonly halves: Float64Array;
  readonly levels: Float64Array;
}

export function riverProfile(index: number, lons: Float64Array): RiverProfile {
  const river = new River(index);
  return {
    river,
    centres: lons.map((lon) => river.centre(lon)),
    halves: lons.map((lon) => river.half(lon)),
    levels: lons.map((lon) => riverLevel(river, lon)),
  };
}

/** Lowers a line of heights (west to east at one latitude) to a river. */
export function carveRiver(heights: Float32Array, lat: number, metresPerLat: number, profile: RiverProfile): void {
  const { centres, halves, levels } = profile;
  for (let i = 0; i < heights.length; i++) {
    const away = Math.abs(lat - centres[i]!) * metresPerLat;
    heights[i] = carved(heights[i]!, levels[i]!, away, halves[i]!, RIVER_VALLEY, RIVER_BED);
  }
}

/** Lowers a line of heights (west to east at one latitude) to the brooks of a row. */
export function carveBrooks(heights: Float32Array, lat: number, lons: Float64Array, skeleton: Skeleton): void {
  const { row } = skeleton;
  const y = row.toY(lat);
  const first = Math.floor(row.toX(lons[0]!) / row.columnWidth) - 1;
  const last = Math.ceil(row.toX(lons.at(-1)!) / row.columnWidth) + 1;
  for (let column = Math.max(first, 0); column <= Math.min(last, row.columns); column++) {
    if (!skeleton.isBrook(column)) continue;
    carveBrook(heights, lons, row, skeleton.brookX(column, y), brookAt(skeleton, column, y));
    column += DISTRICT_COLUMNS - 1;
  }
}

/** Height of a brook's water, and how much there is of its valley: none beyond the rivers that it joins. */
function brookAt(skeleton: Skeleton, column: number, y: number): { level: number; share: number } {
  const { row, south, north } = skeleton;
  const lon = row.toLon(skeleton.node(column, 1)[0]);
  const mouth = row.toY(south.centre(row.toLon(skeleton.node(column, 0)[0])));
  const head = row.toY(north.centre(row.toLon(skeleton.node(column, 3)[0])));
  const level = lerp(riverLevel(south, lon), riverLevel(north, lon), smoothStep(mouth, head, y));
  return { level, share: smoothStep(mouth, mouth + 12, y) * smoothStep(-head, 12 - head, -y) };
}

function carveBrook(
  heights: Float32Array,
  lons: Float64Array,
  row: Row,
  x: number,
  { level, share }: { level: number; share: number },
): void {
  if (share === 0) return;
  for (let i = 0; i < heights.length; i++) {
    const away = Math.abs(row.toX(lons[i]!) - x);
    if (away > BROOK_VALLEY + BROOK_HALF) continue;
    const height = carved(heights[i]!, level, away, BROOK_HALF, BROOK_VALLEY, BROOK_BED);
    heights[i] = lerp(heights[i]!, height, share);
  }
}

function carved(land: number, level: number, away: number, half: number, valley: number, bed: number): number {
  const flank = smoothStep(half + 4, half + valley, away);
  const depth = bed * (1 - smoothStep(half * 0.5, half + 2, away));
  return lerp(level + BANK, land, flank) - depth;
}
