import type { Rgb } from '../city/city.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { ByteWriter } from './byte-writer.ts';
import { NUMBER_BYTES, putFixed } from './fixed-number.ts';
import { hexColour } from './material-colours.ts';
import { xmlText } from './plain-text.ts';
import type { PlanItem } from './plan-drawing.ts';
import type { PlanSheet } from './plan-sheet.ts';
import { longText, putLong, putShort, type ShortText, shortText } from './prepared-text.ts';

/** Decimals of millimetres on paper, for what has no place in nature. */
export const PAPER_DECIMALS = 3;

/** Points between two looks for room, and room for one of their coordinates. */
const BATCH = 512;
const COORDINATE_BYTES = NUMBER_BYTES + 8;
/** Room for all of an element but its points and its title. */
const ELEMENT_BYTES = 512;

const MOVE = 77;
const LINE = 76;
const CLOSE = 90;
const SPACE = 32;

const CIRCLE = longText('<circle cx="');
const CIRCLE_Y = shortText('" cy="');
const RADIUS = shortText('" r="');
const CIRCLE_FILL = shortText('" fill="');
const CIRCLE_END = longText('" fill-opacity="0.7"');
const PATH = longText('<path d="');
const LINE_COLOUR = longText('" fill="none" stroke="');
const LINE_WIDTH = longText('" stroke-width="');
const LINE_END = longText('" stroke-linecap="round" stroke-linejoin="round"');
const AREA_COLOUR = shortText('" fill="');
const AREA_RULE = longText('" fill-rule="evenodd"');
const EDGE_COLOUR = longText(' stroke="');
/** 0.12 mm. */
const EDGE_END = longText('" stroke-width="0.12" stroke-linejoin="round"');
const ELEMENT_END = shortText('/>\n');

/** Writes a plan's items as elements of an SVG. */
export class SvgItems {
  readonly #out: ByteWriter;
  readonly #sheet: PlanSheet;
  /** Of places: as fine as a millimetre in nature. */
  readonly #decimals: number;
  readonly #colours = new Map<Rgb, ShortText>();

  constructor(out: ByteWriter, sheet: PlanSheet, decimals: number) {
    this.#out = out;
    this.#sheet = sheet;
    this.#decimals = decimals;
  }

  write(item: PlanItem): void {
    const { geometry, name } = item;
    if (geometry.kind === 'point') this.#disc(geometry.x, geometry.y, item);
    else if (geometry.kind === 'lines') this.#lines(geometry.lines, item);
    else this.#areas(geometry.polygons, item);
    if (name === undefined) this.#endElement();
    else this.#out.text(`><title>${xmlText(name)}</title></${geometry.kind === 'point' ? 'circle' : 'path'}>\n`);
  }

  #endElement(): void {
    const at = this.#out.room(ELEMENT_BYTES);
    this.#out.end(putShort(this.#out.view, at, ELEMENT_END));
  }

  #disc(x: number, y: number, { colour, width }: PlanItem): void {
    const { factors, offsets, perMetre } = this.#sheet;
    let at = this.#out.room(ELEMENT_BYTES);
    const { view } = this.#out;
    at = putLong(view, at, CIRCLE);
    at = putFixed(view, at, x * factors[0] + offsets[0], this.#decimals);
    at = putShort(view, at, CIRCLE_Y);
    at = putFixed(view, at, y * factors[1] + offsets[1], this.#decimals);
    at = putShort(view, at, RADIUS);
    at = putFixed(view, at, (width * perMetre) / 2, PAPER_DECIMALS);
    at = putShort(view, at, CIRCLE_FILL);
    at = putShort(view, at, this.#colour(colour));
    this.#out.end(putLong(view, at, CIRCLE_END));
  }

  #lines(lines: readonly Float64Array[], { colour, width }: PlanItem): void {
    this.#beginPath();
    for (let i = 0; i < lines.length; i++) this.#points(lines[i]!);
    let at = this.#out.room(ELEMENT_BYTES);
    const { view } = this.#out;
    at = putLong(view, at, LINE_COLOUR);
    at = putShort(view, at, this.#colour(colour));
    at = putLong(view, at, LINE_WIDTH);
    at = putFixed(view, at, width * this.#sheet.perMetre, PAPER_DECIMALS);
    this.#out.end(putLong(view, at, LINE_END));
  }

  #areas(polygons: readonly Polygon[], { colour, edge }: PlanItem): void {
    this.#beginPath();
    for (const { outer, holes } of polygons) {
      this.#ring(outer);
      for (const hole of holes) this.#ring(hole);
    }
    let at = this.#out.room(ELEMENT_BYTES);
    const { view } = this.#out;
    at = putShort(view, at, AREA_COLOUR);
    at = putShort(view, at, this.#colour(colour));
    at = putLong(view, at, AREA_RULE);
    if (edge) {
      at = putLong(view, at, EDGE_COLOUR);
      at = putShort(view, at, this.#colour(edge));
      at = putLong(view, at, EDGE_END);
    }
    this.#out.end(at);
  }

  #beginPath(): void {
    const at = this.#out.room(ELEMENT_BYTES);
    this.#out.end(putLong(this.#out.view, at, PATH));
  }

  #ring(ring: Float64Array): void {
    this.#points(ring);
    this.#out.byte(CLOSE);
  }

  #points(points: Float64Array): void {
    const {
      factors: [fx, fy],
      offsets: [ox, oy],
    } = this.#sheet;
    const decimals = this.#decimals;
    for (let first = 0; first < points.length; first += 2 * BATCH) {
      const end = Math.min(first + 2 * BATCH, points.length);
      let at = this.#out.room((end - first) * COORDINATE_BYTES);
      const { view } = this.#out;
      for (let i = first; i < end; i++) {
        const isY = i % 2 === 1;
        view.setUint8(at, isY ? SPACE : i === 0 ? MOVE : LINE);
        at = putFixed(view, at + 1, points[i]! * (isY ? fy : fx) + (isY ? oy : ox), decimals);
      }
      this.#out.end(at);
    }
  }

  #colour(colour: Rgb): ShortText {
    let text = this.#colours.get(colour);
    if (!text) {
      text = shortText(hexColour(colour));
      this.#colours.set(colour, text);
    }
    return text;
  }
}
