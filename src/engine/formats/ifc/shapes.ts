import type { Rgb } from '../../city/city.ts';
import { SURFACES, type SurfaceId } from '../../mesh/layer-mesh.ts';
import type { ObjectShape } from '../city-objects.ts';
import { surfaceColour } from '../materials.ts';
import type { MapConversion } from './map-conversion.ts';
import type { Ref, StepWriter } from './step-writer.ts';

/** Items between two looks for finished chunks. */
const BATCH = 4096;

/** Writes shapes as triangulated face sets with their colours. */
export class ShapeWriter {
  readonly #step: StepWriter;
  readonly #toModel: MapConversion['toModel'];
  readonly #decimals: number;
  readonly #context: Ref;
  readonly #styles = new Map<string, Ref>();

  constructor(step: StepWriter, toModel: MapConversion['toModel'], decimals: number, context: Ref) {
    this.#step = step;
    this.#toModel = toModel;
    // A real number of STEP has a point.
    this.#decimals = Math.max(1, decimals);
    this.#context = context;
  }

  /** The triangles of a shape that pass, as a product's shape; nothing where there are none. */
  *write(shape: ObjectShape, isWanted: (surface: number) => boolean): Generator<Uint8Array, Ref | undefined> {
    const sets: Ref[] = [];
    const bySurface = new Map<number, number[]>();
    for (const [triangle, surface] of shape.surfaces.entries()) {
      if (!isWanted(surface)) continue;
      const own = bySurface.get(surface);
      if (own) own.push(triangle);
      else bySurface.set(surface, [triangle]);
    }
    for (const [surface, triangles] of bySurface) {
      const set = yield* this.#faceSet(shape, triangles);
      this.#colour(set, SURFACES[surface]!, shape);
      sets.push(set);
    }
    if (sets.length === 0) return undefined;
    const shapeRef = this.#step.add(
      `IFCSHAPEREPRESENTATION(${this.#context},'Body','Tessellation',(${sets.join(',')}))`,
    );
    return this.#step.add(`IFCPRODUCTDEFINITIONSHAPE($,$,(${shapeRef}))`);
  }

  *#faceSet({ positions, corners }: ObjectShape, triangles: readonly number[]): Generator<Uint8Array, Ref> {
    const { out } = this.#step;
    const points = this.#step.next();
    out.text(`${points}=IFCCARTESIANPOINTLIST3D(`);
    const numbers = new Map<number, number>();
    for (const [i, triangle] of triangles.entries()) {
      for (let k = 3 * triangle; k < 3 * triangle + 3; k++) {
        const vertex = corners[k]!;
        if (numbers.has(vertex)) continue;
        numbers.set(vertex, numbers.size + 1);
        this.#point(positions, 3 * vertex, numbers.size === 1);
      }
      if (i % BATCH === 0) yield* out.takeFinished();
    }
    const set = this.#step.next();
    out.text(`));\n${set}=IFCTRIANGULATEDFACESET(${points},$,.F.,(`);
    for (const [i, triangle] of triangles.entries()) {
      const [a, b, c] = [0, 1, 2].map((k) => numbers.get(corners[3 * triangle + k]!)!);
      out.text(`${i === 0 ? '' : ','}(${a},${b},${c})`);
      if (i % BATCH === 0) yield* out.takeFinished();
    }
    out.text('),$);\n');
    return set;
  }

  #point(positions: Float64Array, from: number, isFirst: boolean): void {
    const { out } = this.#step;
    const [x, y] = this.#toModel(positions[from]!, positions[from + 1]!);
    out.text(isFirst ? '((' : ',(');
    out.fixed(x, this.#decimals);
    out.text(',');
    out.fixed(y, this.#decimals);
    out.text(',');
    out.fixed(positions[from + 2]!, this.#decimals);
    out.text(')');
  }

  #colour(item: Ref, surface: SurfaceId, { colours }: ObjectShape): void {
    const style = this.#style(surfaceColour(surface, { ...(colours && { colours }) }));
    this.#step.add(`IFCSTYLEDITEM(${item},(${style}),$)`);
  }

  #style(colour: Rgb): Ref {
    const key = colour.join();
    const known = this.#styles.get(key);
    if (known) return known;
    const [red, green, blue] = colour.map((value) => (value / 255).toFixed(4));
    const rgb = this.#step.add(`IFCCOLOURRGB($,${red},${green},${blue})`);
    const shading = this.#step.add(`IFCSURFACESTYLESHADING(${rgb},0.)`);
    const style = this.#step.add(`IFCSURFACESTYLE($,.BOTH.,(${shading}))`);
    this.#styles.set(key, style);
    return style;
  }
}
