import type { PlaneMap } from '../../geo/lattice.ts';
import type { ObjectShape } from './city-objects.ts';
import { nearestWhole } from './fixed-number.ts';
import { VertexMarks } from './vertex-marks.ts';

/** Decimals of a metre up to which steps from a model's middle fit into 32 bits, for 100 km. */
const MAX_INT32_DECIMALS = 4;
/** Vertices that there is room for at first. */
const ROOM = 1024;

/** The vertices of an `ObjectShape`. */
type ShapeRange = Pick<ObjectShape, 'positions' | 'triangles' | 'firstTriangle' | 'triangleCount'>;

/** Rounds vertices to a grid in map coordinates and numbers them. */
export class VertexTable {
  readonly #toMap: PlaneMap;
  readonly #origin: readonly [number, number];
  /** Per metre. */
  readonly #steps: number;
  readonly #marks = new VertexMarks();
  /** Steps east, north and up per vertex. */
  #values: Int32Array | Float64Array;
  #count = 0;
  /** Vertices forgotten so far: a vertex's serial number is its number and these. */
  #forgotten = 0;
  /** Vertices of the shape at hand by their place (open addressing): a serial number and 1; those of other shapes are stale. */
  #slots = new Uint32Array(2 * ROOM);
  #cornerNumbers = new Uint32Array(ROOM);

  /** `decimals` of metres, counted from `origin` (east, north). */
  constructor(toMap: PlaneMap, origin: readonly [number, number], decimals: number) {
    this.#toMap = toMap;
    this.#origin = origin;
    this.#steps = 10 ** decimals;
    this.#values = decimals <= MAX_INT32_DECIMALS ? new Int32Array(3 * ROOM) : new Float64Array(3 * ROOM);
  }

  get count(): number {
    return this.#count;
  }

  /** Steps east, north and up of all vertices, one after another. */
  get values(): Int32Array | Float64Array {
    return this.#values.subarray(0, 3 * this.#count);
  }

  /** Forgets all vertices. */
  clear(): void {
    this.#forgotten += this.#count;
    this.#count = 0;
  }

  /** Numbers a shape's vertices: those that are in one place have one number. Gives that of each corner, until the next shape. */
  numbers({ positions, triangles, firstTriangle, triangleCount }: ShapeRange): Uint32Array {
    const count = 3 * triangleCount;
    if (count > this.#cornerNumbers.length) this.#cornerNumbers = new Uint32Array(2 * count);
    const numbers = this.#cornerNumbers;
    const first = this.#forgotten + this.#count;
    const mask = this.#prepareSlots(count);
    const marks = this.#marks.begin(positions.length / 3);
    for (let i = 0, from = 3 * firstTriangle; i < count; i++) {
      const vertex = triangles[from + i]!;
      if (!marks.has(vertex)) marks.set(vertex, this.#number(positions, 3 * vertex, first, mask));
      numbers[i] = marks.get(vertex);
    }
    return numbers;
  }

  /** Makes room for twice as many vertices as a shape can have. */
  #prepareSlots(corners: number): number {
    let size = 16;
    while (size < 2 * corners) size *= 2;
    if (size > this.#slots.length) this.#slots = new Uint32Array(size);
    return size - 1;
  }

  #number(positions: Float64Array, from: number, first: number, mask: number): number {
    const [east, north] = this.#toMap(positions[from]!, positions[from + 1]!);
    const x = nearestWhole((east - this.#origin[0]) * this.#steps);
    const y = nearestWhole((north - this.#origin[1]) * this.#steps);
    const z = nearestWhole(positions[from + 2]! * this.#steps);
    const values = this.#values;
    let slot = placeHash(x, y, z) & mask;
    for (; this.#slots[slot]! > first; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]! - 1 - this.#forgotten;
      if (values[3 * number] === x && values[3 * number + 1] === y && values[3 * number + 2] === z) return number;
    }
    this.#slots[slot] = this.#forgotten + this.#count + 1;
    return this.#add(x, y, z);
  }

  #add(x: number, y: number, z: number): number {
    if (3 * this.#count === this.#values.length) this.#grow();
    this.#values[3 * this.#count] = x;
    this.#values[3 * this.#count + 1] = y;
    this.#values[3 * this.#count + 2] = z;
    return this.#count++;
  }

  #grow(): void {
    const room = 2 * this.#values.length;
    const grown = this.#values instanceof Int32Array ? new Int32Array(room) : new Float64Array(room);
    grown.set(this.#values);
    this.#values = grown;
  }
}

/** Neighbouring places far apart. */
function placeHash(x: number, y: number, z: number): number {
  const mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(z, 0xc2b2ae35);
  return mixed ^ (mixed >>> 15);
}
