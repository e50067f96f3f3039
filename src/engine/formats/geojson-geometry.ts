import type { Polygon } from '../polygon/polygon.ts';
import type { ByteWriter } from './byte-writer.ts';
import { NUMBER_BYTES, putFineSteps } from './fixed-number.ts';
import type { Scene } from './format.ts';
import { degreesLineMap } from './map-crs.ts';
import type { MapGeometry } from './map-features.ts';
import { type LongText, longText } from './prepared-text.ts';
import { RoundedLines } from './rounded-lines.ts';

/** Decimals of degrees: 8 are a millimetre. */
const DECIMALS = 8;
/** Positions that there is room for at once, and room for one of a position's numbers. */
const BATCH = 512;
const COORDINATE_BYTES = NUMBER_BYTES + 4;
const COMMA = 44;
const CLOSE = 125;
const BRACKET = 91;
const BRACKET_END = 93;
/** What stands between positions, `],[`: the first letter in the lowest byte. */
const JOINT = BRACKET_END | (COMMA << 8) | (BRACKET << 16);
const JOINT_BYTES = 3;

const head = (type: string) => longText(`{"type":"${type}","coordinates":`);
const POINT = head('Point');
const LINE = head('LineString');
const LINES = head('MultiLineString');
const AREA = head('Polygon');
const AREAS = head('MultiPolygon');

/** Writes geometries in degrees of WGS84: each is read, then written. */
export class GeometryWriter {
  readonly #out: ByteWriter;
  readonly #decimals: number;
  readonly #lines: RoundedLines;
  #head: LongText = POINT;
  /** How many areas there are, and the number of rings up to the end of each. */
  #areas = 0;
  readonly #ringEnds: number[] = [];

  constructor(out: ByteWriter, { city, settings }: Scene) {
    this.#out = out;
    this.#decimals = settings.precision === 'auto' ? DECIMALS : settings.precision;
    this.#lines = new RoundedLines(degreesLineMap(city.frame), 10 ** this.#decimals);
  }

  /** Everything read so far: west, south, east, north. */
  bbox(): string[] {
    return Array.from(this.#lines.bounds, (steps) => (steps / 10 ** this.#decimals).toFixed(this.#decimals));
  }

  /** Reads the geometry that is to be written; false where rounding leaves nothing. */
  read(geometry: MapGeometry): boolean {
    const lines = this.#lines;
    lines.clear();
    if (geometry.kind === 'point') {
      this.#head = POINT;
      return lines.addPoint(geometry.x, geometry.y);
    }
    if (geometry.kind === 'lines') {
      for (const line of geometry.lines) lines.addLine(line);
      this.#head = lines.count === 1 ? LINE : LINES;
      return lines.count > 0;
    }
    this.#areas = 0;
    for (const polygon of geometry.polygons) this.#readPolygon(polygon);
    this.#head = this.#areas === 1 ? AREA : AREAS;
    return this.#areas > 0;
  }

  #readPolygon({ outer, holes }: Polygon): void {
    if (!this.#lines.addRing(outer)) return;
    for (const hole of holes) this.#lines.addRing(hole);
    this.#ringEnds[this.#areas++] = this.#lines.count;
  }

  write(): void {
    const out = this.#out;
    out.put(this.#head);
    if (this.#head === POINT) this.#positions(0);
    else if (this.#head === LINE) this.#list(0);
    else if (this.#head === AREAS) this.#polygons();
    else this.#lists(0, this.#lines.count);
    out.byte(CLOSE);
  }

  #polygons(): void {
    let first = 0;
    for (let area = 0; area < this.#areas; area++) {
      const end = this.#ringEnds[area]!;
      this.#out.byte(first === 0 ? BRACKET : COMMA);
      this.#lists(first, end);
      first = end;
    }
    this.#out.byte(BRACKET_END);
  }

  #lists(first: number, end: number): void {
    for (let line = first; line < end; line++) {
      this.#out.byte(line === first ? BRACKET : COMMA);
      this.#list(line);
    }
    this.#out.byte(BRACKET_END);
  }

  #list(line: number): void {
    this.#out.byte(BRACKET);
    this.#positions(line);
    this.#out.byte(BRACKET_END);
  }

  #positions(line: number): void {
    const { points, ends } = this.#lines;
    const start = line === 0 ? 0 : ends[line - 1]!;
    const end = ends[line]!;
    const decimals = this.#decimals;
    this.#out.byte(BRACKET);
    for (let from = start; from < end; from += 2 * BATCH) {
      const last = Math.min(from + 2 * BATCH, end);
      let at = this.#out.room((last - from) * COORDINATE_BYTES);
      const { view } = this.#out;
      for (let i = from; i < last; i += 2) {
        at = putFineSteps(view, at, points[i]!, decimals);
        view.setUint8(at, COMMA);
        at = putFineSteps(view, at + 1, points[i + 1]!, decimals);
        view.setInt32(at, JOINT, true);
        at += JOINT_BYTES;
      }
      // Of the last joint, only its first bracket stands.
      this.#out.end(last === end ? at - JOINT_BYTES + 1 : at);
    }
  }
}
