import type { Rgb } from '../city/city.ts';
import { type Polygon, polygonRings, type Ring } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OutputFile, Scene } from './format.ts';
import { INK, type PlanItem, planLayers } from './plan-drawing.ts';
import { type PlanSheet, planSheet } from './plan-sheet.ts';
import { pngPicture } from './png-picture.ts';
import { Raster } from './raster.ts';

/** Pixels per millimetre at 300 dpi, and the most pixels of a picture: 36 MB. */
const FINE = 300 / 25.4;
const MOST_PIXELS = 12e6;
/** Millimetres of paper. */
const EDGE = 0.12;
const FRAME = 0.25;
const BAR = 0.4;
const DISC_CORNERS = 16;

/** PNG: the same plan as the SVG, as a picture of 300 dots per inch where it is not too large for that. */
export async function writePng(scene: Scene, baseName: string): Promise<OutputFile[]> {
  const kernel = await loadPolygonKernel();
  return [{ name: `${baseName}.png`, chunks: { [Symbol.asyncIterator]: () => pngChunks(scene, kernel) } }];
}

async function* pngChunks(scene: Scene, kernel: PolygonKernel): AsyncGenerator<Uint8Array> {
  const sheet = planSheet(scene);
  const perMillimetre = Math.min(FINE, Math.sqrt(MOST_PIXELS / (sheet.width * sheet.height)));
  const raster = new Raster(Math.ceil(sheet.width * perMillimetre), Math.ceil(sheet.height * perMillimetre));
  const pen = new Pen(raster, sheet, perMillimetre, kernel);
  pen.clipToFrame();
  for (const { items } of planLayers(scene, kernel)) for (const item of items) pen.item(item);
  raster.clip(0, 0, raster.width, raster.height);
  pen.furniture();
  yield* pngPicture(raster, {
    perMetre: Math.round(perMillimetre * 1000),
    texts: { Copyright: latin(scene.attributions.join('; ')), Software: latin(scene.comments[0] ?? '') },
  });
}

/** Texts in a PNG are Latin-1. */
function latin(text: string): string {
  return text.replace(/[^\x20-\x7e\xa1-\xff]/g, '?');
}

/** Draws in local metres or in millimetres of paper. */
class Pen {
  constructor(
    private readonly raster: Raster,
    private readonly sheet: PlanSheet,
    private readonly perMillimetre: number,
    private readonly kernel: PolygonKernel,
  ) {}

  clipToFrame(): void {
    const { left, top, width, height } = this.sheet.frame;
    const [x0, y0, x1, y1] = [left, top, left + width, top + height].map((value) =>
      Math.round(value * this.perMillimetre),
    );
    this.raster.clip(x0!, y0!, x1!, y1!);
  }

  item({ geometry, colour, width, edge }: PlanItem): void {
    if (geometry.kind === 'point') {
      this.#fill([disc(geometry.x, geometry.y, width / 2)], colour);
    } else if (geometry.kind === 'lines') {
      this.#lines(geometry.lines, width, colour);
    } else {
      this.#fill(geometry.polygons.flatMap(polygonRings), colour);
      if (edge) this.#lines(geometry.polygons.flatMap(polygonRings).map(closed), EDGE / this.sheet.perMetre, edge);
    }
  }

  /** Frame, scale bar and north arrow. */
  furniture(): void {
    const { frame, bar, arrow } = this.sheet;
    const [right, bottom] = [frame.left + frame.width, frame.top + frame.height];
    this.#paperLine(
      [frame.left, frame.top, right, frame.top, right, bottom, frame.left, bottom, frame.left, frame.top],
      FRAME,
    );
    const end = bar.left + bar.width;
    this.#paperLine([bar.left, bar.top - 1.5, bar.left, bar.top, end, bar.top, end, bar.top - 1.5], BAR);
    for (const [text, x] of [
      ['0', bar.left],
      [`${bar.metres} m`, end - 4],
      [`1:${this.sheet.scale}`, bar.left],
    ] as const) {
      const top = text.startsWith('1:') ? bar.top + 2.5 : bar.top - 5;
      for (const stroke of strokes(text, x, top)) this.#paperLine(stroke, 0.3);
    }
    const { x, top, bottom: foot } = arrow;
    this.raster.fill([this.#pixels([x, top, x + 2.5, foot - 4, x, foot - 5.5, x - 2.5, foot - 4])], INK);
    for (const stroke of strokes('N', x - 0.75, foot - 3)) this.#paperLine(stroke, 0.3);
  }

  #lines(lines: readonly Float64Array[], width: number, colour: Rgb): void {
    const wide = Math.max(width, 1 / (this.perMillimetre * this.sheet.perMetre));
    this.#fill(
      this.kernel.buffer(lines, wide / 2, 'round').flatMap((polygon: Polygon) => polygonRings(polygon)),
      colour,
    );
  }

  #fill(rings: readonly Ring[], colour: Rgb): void {
    const { factors, offsets } = this.sheet;
    const toPixel = (value: number, i: number) => (value * factors[i % 2]! + offsets[i % 2]!) * this.perMillimetre;
    this.raster.fill(
      rings.map((ring) => ring.map(toPixel)),
      colour,
    );
  }

  #paperLine(points: readonly number[], width: number): void {
    const rings = this.kernel.buffer([Float64Array.from(points)], width / 2, 'square', 'mitre').flatMap(polygonRings);
    this.raster.fill(
      rings.map((ring) => this.#pixels(ring)),
      INK,
    );
  }

  #pixels(points: ArrayLike<number>): Float64Array {
    return Float64Array.from(points, (value) => value * this.perMillimetre);
  }
}

function closed(ring: Ring): Float64Array {
  const line = new Float64Array(ring.length + 2);
  line.set(ring);
  line.set(ring.subarray(0, 2), ring.length);
  return line;
}

function disc(x: number, y: number, radius: number): Ring {
  const ring = new Float64Array(2 * DISC_CORNERS);
  for (let i = 0; i < DISC_CORNERS; i++) {
    const angle = (2 * Math.PI * i) / DISC_CORNERS;
    ring.set([x + radius * Math.cos(angle), y + radius * Math.sin(angle)], 2 * i);
  }
  return ring;
}

/** Letters as strokes through a grid of 2 × 4: `x y` digits. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  '0': ['0020240400'],
  '1': ['011014', '0424'],
  '2': ['002022020424'],
  '3': ['00202404', '0222'],
  '4': ['000222', '2024'],
  '5': ['200002222404'],
  '6': ['200004242202'],
  '7': ['002014'],
  '8': ['0020240400', '0222'],
  '9': ['220200202404'],
  ':': ['1112', '1314'],
  m: ['0402', '0222', '1214', '2224'],
  N: ['04002420'],
  '.': ['1314'],
};
/** Millimetres of a step of the grid, and from letter to letter. */
const STEP = 0.7;
const ADVANCE = 2.3;

/** The strokes of a text (digits, `:`, `.`, `m` and `N`) whose upper left corner is at a place on paper. */
function* strokes(text: string, left: number, top: number): Generator<number[]> {
  for (const [index, letter] of [...text].entries()) {
    for (const stroke of LETTERS[letter] ?? []) {
      yield [...stroke].map((digit, i) => (i % 2 === 0 ? left + index * ADVANCE : top) + Number(digit) * STEP);
    }
  }
}
