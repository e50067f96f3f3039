import type { Rgb } from '../../city/city.ts';
import { SURFACES, type SurfaceId } from '../../mesh/layer-mesh.ts';
import type { ObjectShape } from '../city-objects.ts';
import { putFixed } from '../fixed-number.ts';
import { surfaceColour } from '../materials.ts';
import { itemText, tripleList, vertexList } from '../number-lists.ts';
import { longText } from '../prepared-text.ts';
import { VertexMarks } from '../vertex-marks.ts';
import type { PutVertex } from '../vertex-text.ts';
import type { MapConversion } from './map-conversion.ts';
import type { Ref, StepWriter } from './step-writer.ts';

const COMMA = 44;
const POINTS = longText('IFCCARTESIANPOINTLIST3D((');
const FACE_SET = longText('IFCTRIANGULATEDFACESET(');
const OPEN_SURFACE = longText(',$,.F.,(');
const FACE_SET_END = longText('),$);\n');
const STYLED = longText('IFCSTYLEDITEM(');
const STYLED_BY = longText(',(');
const STYLED_END = longText('),$);\n');
const REPRESENTATION = longText('IFCSHAPEREPRESENTATION(');
const TESSELLATION = longText(",'Body','Tessellation',(");
const PRODUCT_SHAPE = longText('IFCPRODUCTDEFINITIONSHAPE($,$,(');
const LIST_END = longText('));\n');
const TUPLE = itemText('(', ')', ',');

/** Writes shapes as triangulated face sets with their colours. */
export class ShapeWriter {
  readonly #step: StepWriter;
  readonly #putPoint: PutVertex;
  readonly #context: Ref;
  readonly #marks = new VertexMarks();
  /** Of the face set at hand: its vertices, and the number (from 1) of each corner's. */
  #vertices = new Uint32Array(0);
  #numbers = new Uint32Array(0);
  /** By colour. */
  readonly #styles = new Map<number, Ref>();

  constructor(step: StepWriter, toModel: MapConversion['toModel'], decimals: number, context: Ref) {
    this.#step = step;
    // A real number of STEP has a point.
    this.#putPoint = pointPutter(toModel, Math.max(1, decimals));
    this.#context = context;
  }

  /** The triangles of some surfaces of a shape, as a product's shape; nothing where there are none. */
  *write(shape: ObjectShape, surfaces: readonly number[]): Generator<Uint8Array, Ref | undefined> {
    if (surfaces.length === 0) return undefined;
    const step = this.#step;
    const sets: Ref[] = [];
    for (const surface of surfaces) {
      const set = yield* this.#faceSet(shape, surface);
      this.#colour(set, SURFACES[surface]!, shape);
      sets.push(set);
    }
    const representation = step.begin(REPRESENTATION);
    step.ref(this.#context);
    step.put(TESSELLATION);
    step.refs(sets);
    step.put(LIST_END);
    const product = step.begin(PRODUCT_SHAPE);
    step.ref(representation);
    step.put(LIST_END);
    return product;
  }

  /** The triangles of one surface. */
  *#faceSet(shape: ObjectShape, surface: number): Generator<Uint8Array, Ref> {
    const { positions, triangles, surfaces, firstTriangle, triangleCount } = shape;
    const step = this.#step;
    const { out } = step;
    const marks = this.#marks.begin(positions.length / 3);
    if (this.#numbers.length < 3 * triangleCount) {
      this.#vertices = new Uint32Array(3 * triangleCount);
      this.#numbers = new Uint32Array(3 * triangleCount);
    }
    const vertices = this.#vertices;
    const numbers = this.#numbers;
    let vertexCount = 0;
    let cornerCount = 0;
    for (let triangle = firstTriangle; triangle < firstTriangle + triangleCount; triangle++) {
      if (surfaces[triangle] !== surface) continue;
      for (let corner = 3 * triangle; corner < 3 * triangle + 3; corner++) {
        const vertex = triangles[corner]!;
        if (!marks.has(vertex)) {
          vertices[vertexCount++] = vertex;
          marks.set(vertex, vertexCount);
        }
        numbers[cornerCount++] = marks.get(vertex);
      }
    }
    const points = step.begin(POINTS);
    yield* vertexList(out, this.#putPoint, positions, TUPLE, vertices, vertexCount);
    step.put(LIST_END);
    const set = step.begin(FACE_SET);
    step.ref(points);
    step.put(OPEN_SURFACE);
    yield* tripleList(out, numbers, TUPLE, cornerCount);
    step.put(FACE_SET_END);
    return set;
  }

  #colour(item: Ref, surface: SurfaceId, shape: ObjectShape): void {
    const style = this.#style(surfaceColour(surface, shape));
    const step = this.#step;
    step.begin(STYLED);
    step.ref(item);
    step.put(STYLED_BY);
    step.ref(style);
    step.put(STYLED_END);
  }

  #style(colour: Rgb): Ref {
    const key = (colour[0] * 256 + colour[1]) * 256 + colour[2];
    const known = this.#styles.get(key);
    if (known !== undefined) return known;
    const [red, green, blue] = colour.map((value) => (value / 255).toFixed(4));
    const rgb = this.#step.add(`IFCCOLOURRGB($,${red},${green},${blue})`);
    const shading = this.#step.add(`IFCSURFACESTYLESHADING(#${rgb},0.)`);
    const style = this.#step.add(`IFCSURFACESTYLE($,.BOTH.,(#${shading}))`);
    this.#styles.set(key, style);
    return style;
  }
}

/** The surfaces that occur in a shape, in the order of their first triangles. */
export function surfacesOf({ surfaces, firstTriangle, triangleCount }: ObjectShape): number[] {
  const found: number[] = [];
  for (let i = firstTriangle; i < firstTriangle + triangleCount; i++) {
    if (!found.includes(surfaces[i]!)) found.push(surfaces[i]!);
  }
  return found;
}

function pointPutter(toModel: MapConversion['toModel'], decimals: number): PutVertex {
  return (view, start, positions, from) => {
    const [x, y] = toModel(positions[from]!, positions[from + 1]!);
    let at = putFixed(view, start, x, decimals);
    view.setUint8(at, COMMA);
    at = putFixed(view, at + 1, y, decimals);
    view.setUint8(at, COMMA);
    return putFixed(view, at + 1, positions[from + 2]!, decimals);
  };
}
