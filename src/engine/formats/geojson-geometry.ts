import type { Polygon } from '../polygon/polygon.ts';
import type { ByteWriter } from './byte-writer.ts';
import { NUMBER_BYTES, putSteps } from './fixed-number.ts';
import type { Scene } from './format.ts';
import { degreesMap } from './map-crs.ts';
import type { MapGeometry } from './map-features.ts';
import { longText, putShort, SHORT_BYTES, shortText } from './prepared-text.ts';
import { RoundedLines } from './rounded-lines.ts';

/** Decimals of degrees: 8 are a millimetre. */
const DECIMALS = 8;
/** Positions that there is room for at once, and room for one of a position's numbers. */
const BATCH = 512;
const COORDINATE_BYTES = NUMBER_BYTES + SHORT_BYTES;
const COMMA = 44;
const CLOSE = 125;
const BRACKET = 91;
const BRACKET_END = 93;
const OPEN = shortText('[');
const BETWEEN = shortText(',');
const JOINT = shortText('],[');

const head = (type: string) => longText(`{"type":"${type}","coordinates":`);
/** Of each type of geometry. */
const HEADS = {
  Point: head('Point'),
  LineString: head('LineString'),
  MultiLineString: head('MultiLineString'),
  Polygon: head('Polygon'),
  MultiPolygon: head('MultiPolygon'),
};

/** Writes geometries in degrees of WGS84: each is read, then written. */
export class GeometryWriter {
  readonly #out: ByteWriter;
  readonly #decimals: number;
  readonly #lines: RoundedLines;
  #type: keyof typeof HEADS = 'Point';
  /** Of areas: the number of rings up to the end of each. */
  readonly #ringEnds: number[] = [];

  constructor(out: ByteWriter, { city, settings }: Scene) {
    this.#out = out;
    this.#decimals = settings.precision === 'auto' ? DECIMALS : settings.precision;
    this.#lines = new RoundedLines(degreesMap(city.frame), 10 ** this.#decimals);
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
      this.#type = 'Point';
      return lines.addPoint(geometry.x, geometry.y);
    }
    if (geometry.kind === 'lines') {
      for (const line of geometry.lines) lines.addLine(line);
      this.#type = lines.ends.length === 1 ? 'LineString' : 'MultiLineString';
      return lines.ends.length > 0;
    }
    this.#ringEnds.length = 0;
    for (const polygon of geometry.polygons) this.#readPolygon(polygon);
    this.#type = this.#ringEnds.length === 1 ? 'Polygon' : 'MultiPolygon';
    return this.#ringEnds.length > 0;
  }

  #readPolygon({ outer, holes }: Polygon): void {
    if (!this.#lines.addRing(outer)) return;
    for (const hole of holes) this.#lines.addRing(hole);
    this.#ringEnds.push(this.#lines.ends.length);
  }

  write(): void {
    const out = this.#out;
    const { ends } = this.#lines;
    out.put(HEADS[this.#type]);
    if (this.#type === 'Point') this.#positions(0);
    else if (this.#type === 'LineString') this.#list(0);
    else if (this.#type === 'MultiPolygon') this.#polygons();
    else this.#lists(0, ends.length);
    out.byte(CLOSE);
  }

  #polygons(): void {
    let first = 0;
    for (const end of this.#ringEnds) {
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
    for (let from = start; from < end; from += 2 * BATCH) {
      const last = Math.min(from + 2 * BATCH, end);
      let at = this.#out.room((last - from) * COORDINATE_BYTES);
      const { view } = this.#out;
      for (let i = from; i < last; i += 2) {
        at = putShort(view, at, i === start ? OPEN : JOINT);
        at = putSteps(view, at, points[i]!, decimals);
        at = putShort(view, at, BETWEEN);
        at = putSteps(view, at, points[i + 1]!, decimals);
      }
      this.#out.end(at);
    }
    this.#out.byte(BRACKET_END);
  }
}
