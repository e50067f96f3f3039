import { type Feature, type Model, type ModelLayer, NO_FEATURE, PROVENANCES, type Rgb } from '../model.ts';
import { Floats } from './growable.ts';
import { unreadable } from './model-errors.ts';

/** More would not fit into a page's memory: 48 bytes each, here and on the graphics card. */
const MAX_TRIANGLES = 12_000_000;
/** Each layer is a draw call and a line in a list: files whose every object is a layer end up in one called {@link OTHERS}. */
const MAX_LAYERS = 32;
const OTHERS = 'Other objects';
/** What has no colour of its own. */
const PLAIN: Rgb = [206, 203, 196];

/** Collects what readers find. All files of one model go into the same builder. */
export class ModelBuilder {
  /** Which axis of the file points up. With y, its z points south. To be set before the first triangle. */
  up: 'y' | 'z' = 'z';
  /** Length of the file's unit in metres, where it tells. */
  metresPerUnit: number | undefined;
  /** Triangles left out, see {@link Model.skipped}. */
  skipped = 0;
  /** What the file is called in messages. */
  fileName = 'The model';
  readonly #layers = new Map<string, LayerBuilder>();
  readonly #features: Feature[] = [];
  #triangles = 0;
  #hasColours = false;
  #origin: readonly [number, number, number] | undefined;

  /** The layer of a name, made when it is asked for first. */
  layer(name: string): LayerBuilder {
    const known = this.#layers.get(name);
    if (known) return known;
    if (this.#layers.size >= MAX_LAYERS && name !== OTHERS) return this.layer(OTHERS);
    const layer = new LayerBuilder(this, name);
    this.#layers.set(name, layer);
    return layer;
  }

  /** Adds an object. @returns its number, for {@link LayerBuilder.feature} */
  addFeature(feature: Feature): number {
    return this.#features.push(feature) - 1;
  }

  provenanceOf(feature: number): number {
    return PROVENANCES.indexOf(this.#features[feature]?.provenance ?? 'unknown');
  }

  sawColour(): void {
    this.#hasColours = true;
  }

  /** The origin is the first corner's whole part: distances within a model fit into 32 bits, coordinates of a country do not. */
  originFor(x: number, y: number, z: number): readonly [number, number, number] {
    this.#origin ??= [Math.round(x), Math.round(y), Math.round(z)];
    return this.#origin;
  }

  /** @throws ExportError `bad-file` when there are too many */
  countTriangle(): void {
    if (++this.#triangles > MAX_TRIANGLES) {
      throw unreadable(this.fileName, `it has more than ${MAX_TRIANGLES / 1e6} million triangles`);
    }
  }

  /** @throws ExportError `bad-file` where no triangle was found */
  finish(): Model {
    if (this.#triangles === 0) throw unreadable(this.fileName, 'there is no surface in it');
    return {
      layers: [...this.#layers.values()].flatMap((layer) => layer.finish() ?? []),
      features: this.#features,
      origin: this.#origin ?? [0, 0, 0],
      metresPerUnit: this.metresPerUnit,
      hasColours: this.#hasColours,
      skipped: this.skipped,
    };
  }
}

/** The triangles of a layer while they are read. */
export class LayerBuilder {
  /** The feature of the triangles that come next. */
  feature = NO_FEATURE;
  readonly #model: ModelBuilder;
  readonly #name: string;
  readonly #positions = new Floats();
  /** A colour with its provenance per triangle, as 32 bits. */
  #tints = new Uint32Array(1024);
  readonly #runStarts: number[] = [];
  readonly #runFeatures: number[] = [];
  #rgb = packed(PLAIN);

  constructor(model: ModelBuilder, name: string) {
    this.#model = model;
    this.#name = name;
  }

  /** The colour of the triangles that come next; undefined where the file has none for them. */
  set colour(colour: Rgb | undefined) {
    this.#rgb = packed(colour ?? PLAIN);
    if (colour) this.#model.sawColour();
  }

  /** Adds a triangle in the file's coordinates. */
  triangle(
    ax: number,
    ay: number,
    az: number,
    bx: number,
    by: number,
    bz: number,
    cx: number,
    cy: number,
    cz: number,
  ): void {
    // A sum is finite only where all of its parts are.
    if (!Number.isFinite(ax + ay + az + bx + by + bz + cx + cy + cz)) {
      this.#model.skipped++;
      return;
    }
    this.#model.countTriangle();
    if (this.#model.up === 'y') this.#add(ax, -az, ay, bx, -bz, by, cx, -cz, cy);
    else this.#add(ax, ay, az, bx, by, bz, cx, cy, cz);
  }

  #add(
    ax: number,
    ay: number,
    az: number,
    bx: number,
    by: number,
    bz: number,
    cx: number,
    cy: number,
    cz: number,
  ): void {
    const [x, y, z] = this.#model.originFor(ax, ay, az);
    const at = this.#positions.length;
    const to = this.#positions.room(9);
    to[at] = ax - x;
    to[at + 1] = ay - y;
    to[at + 2] = az - z;
    to[at + 3] = bx - x;
    to[at + 4] = by - y;
    to[at + 5] = bz - z;
    to[at + 6] = cx - x;
    to[at + 7] = cy - y;
    to[at + 8] = cz - z;
    this.#positions.length = at + 9;
    this.#markTriangle(at / 9);
  }

  #markTriangle(triangle: number): void {
    if (triangle === this.#tints.length) {
      const grown = new Uint32Array(triangle * 2);
      grown.set(this.#tints);
      this.#tints = grown;
    }
    if (this.#runFeatures.at(-1) !== this.feature) {
      this.#runStarts.push(triangle);
      this.#runFeatures.push(this.feature);
    }
    this.#tints[triangle] = this.#rgb;
  }

  /** Undefined where it has no triangles. */
  finish(): ModelLayer | undefined {
    const positions = this.#positions.take();
    if (positions.length === 0) return undefined;
    return {
      name: this.#name,
      positions,
      colours: this.#cornerColours(positions.length / 9),
      runStarts: Uint32Array.from(this.#runStarts),
      runFeatures: Uint32Array.from(this.#runFeatures),
    };
  }

  #cornerColours(triangles: number): Uint8Array<ArrayBuffer> {
    const corners = new Uint32Array(triangles * 3);
    for (const [run, start] of this.#runStarts.entries()) {
      const provenance = this.#model.provenanceOf(this.#runFeatures[run]!) << 24;
      const end = this.#runStarts[run + 1] ?? triangles;
      for (let i = start; i < end; i++) corners.fill((this.#tints[i]! | provenance) >>> 0, i * 3, i * 3 + 3);
    }
    return new Uint8Array(corners.buffer);
  }
}

/** Red in the lowest byte: the order in memory of the little-endian machines that browsers run on. */
function packed([red, green, blue]: Rgb): number {
  return (red & 255) | ((green & 255) << 8) | ((blue & 255) << 16);
}
