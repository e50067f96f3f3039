import { metresPerDegree } from '../../../geo/bbox.ts';
import { hash } from '../../hash.ts';

/** Height of a row of the world grid in degrees of latitude (829 to 838 m): small enough that any kilometre holds a river. */
export const ROW_DEGREES = 0.0075;

/** Metres that a column is meant to be wide; three make a district. */
const COLUMN_METRES = 267;

/** Columns of a district, which holds one of everything. */
export const DISTRICT_COLUMNS = 3;

/**
 * A strip of the Earth between two latitudes with one river along its southern edge. It is cut into a whole number of
 * districts, so that the pattern closes around the Earth. Inside, positions are metres: x from 180° west, y from the
 * southern edge.
 */
export class Row {
  readonly index: number;
  readonly south: number;
  readonly metresPerLon: number;
  readonly metresPerLat: number;
  readonly columns: number;
  readonly columnWidth: number;
  readonly height: number;
  /** Which of a district's columns comes first: makes rows differ. */
  readonly phase: number;

  constructor(index: number) {
    this.index = index;
    this.south = rowSouth(index);
    const { lon, lat } = metresPerDegree(this.south + ROW_DEGREES / 2);
    this.metresPerLon = lon;
    this.metresPerLat = lat;
    this.columns = DISTRICT_COLUMNS * Math.round((360 * lon) / (DISTRICT_COLUMNS * COLUMN_METRES));
    this.columnWidth = (360 * lon) / this.columns;
    this.height = ROW_DEGREES * lat;
    this.phase = hash(index, 11) % 2;
  }

  toX(lon: number): number {
    return (lon + 180) * this.metresPerLon;
  }

  toY(lat: number): number {
    return (lat - this.south) * this.metresPerLat;
  }

  toLon(x: number): number {
    return x / this.metresPerLon - 180;
  }

  toLat(y: number): number {
    return this.south + y / this.metresPerLat;
  }

  /** Place of a column in its district: 0, 1 or 2. */
  place(column: number): number {
    return (column + DISTRICT_COLUMNS - this.phase) % DISTRICT_COLUMNS;
  }
}

export function rowSouth(index: number): number {
  return index * ROW_DEGREES - 90;
}

/** The row that holds a latitude. */
export function rowAt(lat: number): number {
  return Math.floor((lat + 90) / ROW_DEGREES);
}
