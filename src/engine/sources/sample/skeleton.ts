import { hash } from '../../hash.ts';
import { circleNoise } from './noise.ts';
import { shifted, type Vec } from './plane.ts';
import { signedHash } from './random.ts';
import { River } from './river.ts';
import type { Row } from './rows.ts';

/**
 * The east–west lines of a row from south to north: 0 the street along its river, 1 the main street, 2 the street south
 * of the railway, 3 the street along the next row's river, 4 the street north of the railway.
 */
export type Level = 0 | 1 | 2 | 3 | 4;

/** The three strips of quarters of a row from south to north. */
export type Band = 0 | 1 | 2;

export const LEVELS: readonly Level[] = [0, 1, 2, 3, 4];
export const BANDS: readonly Band[] = [0, 1, 2];

/** The lines south and north of each band. */
export const BAND_LEVELS: Readonly<Record<Band, readonly [Level, Level]>> = { 0: [0, 1], 1: [1, 2], 2: [4, 3] };

/** What runs beside the street at level 2: metres north of it. */
export interface Corridor {
  readonly carriageways: readonly number[];
  readonly tracks: readonly number[];
  /** The street at level 4. */
  readonly street: number;
}

const PLAIN_CORRIDOR: Corridor = { carriageways: [], tracks: [21, 25.5], street: 58 };
const MOTORWAY_CORRIDOR: Corridor = { carriageways: [21, 31], tracks: [44, 48.5], street: 82 };

/** Half the brook's width and the distance of the quays' middles from its middle, measured west to east in metres. */
export const BROOK_HALF = 6;
const QUAY = 15;

const RIVER_STREET_METRES = 46;
const CORRIDOR_SHARE = 0.57;

/** The lines that a row's streets, waters and tracks follow. */
export class Skeleton {
  readonly row: Row;
  readonly south: River;
  readonly north: River;
  readonly corridor: Corridor;
  readonly #corridorBends: number;
  readonly #crossings = new Map<number, Vec>();

  constructor(row: Row) {
    this.row = row;
    this.south = new River(row.index);
    this.north = new River(row.index + 1);
    this.corridor = row.index % 2 === 0 ? PLAIN_CORRIDOR : MOTORWAY_CORRIDOR;
    this.#corridorBends = Math.round((360 * row.metresPerLon) / 620);
  }

  /** Whether a brook takes the place of the north–south street at a column's western edge. */
  isBrook(column: number): boolean {
    return this.row.place(column) === 1;
  }

  /** Where a column's western edge meets a line; beside a brook, the quay west (-1) or east (1) of it. */
  node(column: number, level: Level, side: -1 | 0 | 1 = 0): Vec {
    const quay = this.isBrook(column) ? side * QUAY : 0;
    return shifted(this.#crossing(column, level), quay, 0);
  }

  #crossing(column: number, level: Level): Vec {
    const key = 5 * column + level;
    const crossing = this.#crossings.get(key) ?? this.#placeCrossing(column, level);
    this.#crossings.set(key, crossing);
    return crossing;
  }

  #placeCrossing(column: number, level: Level): Vec {
    if (level === 4) return shifted(this.#crossing(column, 2), 0, this.corridor.street);
    const { index, columns, columnWidth } = this.row;
    const jitter = column === 0 || column === columns ? 0 : 32 * signedHash(index, column, level, 21);
    const x = column * columnWidth + jitter;
    if (level !== 1) return [x, this.lineY(x, level)];
    const between = (this.lineY(x, 0) + this.lineY(x, 2)) / 2;
    return [x, between + 22 * signedHash(index, column, level, 22)];
  }

  /** Height of a smooth line at a position: the streets are its chords, rails and motorway follow it. */
  lineY(x: number, level: 0 | 2 | 3): number {
    const { row } = this;
    if (level === 0) return row.toY(this.south.centre(row.toLon(x))) + RIVER_STREET_METRES;
    if (level === 3) return row.toY(this.north.centre(row.toLon(x))) - RIVER_STREET_METRES;
    const bend = circleNoise(hash(row.index, 31), x / (row.columns * row.columnWidth), this.#corridorBends);
    return CORRIDOR_SHARE * row.height + 24 * bend;
  }

  /** Where the brook of a column runs at a height; it flows from the northern river to the southern. */
  brookX(column: number, y: number): number {
    const nodes = ([0, 1, 2, 3] as const).map((level) => this.node(column, level));
    const next = nodes.findIndex((node) => node[1] > y);
    if (next === 0) return nodes[0]![0];
    if (next < 0) return nodes[3]![0];
    const [ax, ay] = nodes[next - 1]!;
    const [bx, by] = nodes[next]!;
    return ax + ((bx - ax) * (y - ay)) / (by - ay);
  }
}
