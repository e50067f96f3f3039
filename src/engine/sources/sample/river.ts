import { metresPerDegree } from '../../../geo/bbox.ts';
import { circleNoise } from './noise.ts';
import { ROW_DEGREES, rowSouth } from './rows.ts';

const MEANDER_METRES = 45;
const BEND_METRES = 520;

/** The river along the southern edge of a row: winds smoothly and closes around the Earth. */
export class River {
  readonly #index: number;
  readonly #south: number;
  readonly #metresPerLat: number;
  readonly #bends: number;

  /** @param index the row that has the river at its southern edge */
  constructor(index: number) {
    this.#index = index;
    this.#south = rowSouth(index);
    const perDegree = metresPerDegree(this.#south + ROW_DEGREES / 2);
    this.#metresPerLat = perDegree.lat;
    this.#bends = Math.round((360 * perDegree.lon) / BEND_METRES);
  }

  /** Latitude of the middle of the river at a longitude. */
  centre(lon: number): number {
    const bend = circleNoise(3 * this.#index, (lon + 180) / 360, this.#bends);
    return this.#south + (MEANDER_METRES * bend) / this.#metresPerLat;
  }

  /** Half the river's width in metres, measured south to north. */
  half(lon: number): number {
    return 15 + 3 * circleNoise(3 * this.#index + 1, (lon + 180) / 360, this.#bends);
  }

  /** Latitude of the line that runs `metres` north of the northern bank; of the southern bank's mirror line where `side` is -1. */
  bank(lon: number, side: 1 | -1, metres = 0): number {
    return this.centre(lon) + (side * (this.half(lon) + metres)) / this.#metresPerLat;
  }
}
