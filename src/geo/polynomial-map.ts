import type { PlaneMap } from './lattice.ts';
import type { Rect } from './local-frame.ts';

/** The highest powers of both coordinates together, tried in turn: 3 is enough for a kilometre, 6 for a hundred. */
const DEGREES = [3, 4, 6];
/** Where the polynomial is compared with the map, from -1 to 1 over the rectangle. */
const CHECKS = [-1, -0.9, -0.35, 0.05, 0.6, 1];

/** Maps the `x, y` pairs of a line, and writes what they lead to into an array from a place on. */
export type LineMap = (line: Float64Array, into: Float64Array, start: number) => void;

/** The same map for one place and for lines. */
interface QuickMap {
  readonly place: PlaneMap;
  readonly line: LineMap;
}

/**
 * A quick stand-in for a slow, smooth map over a rectangle: a polynomial through some of its values. Beyond the rectangle, and
 * where any difference from the polynomial exceeds the tolerance, it is the map itself.
 * @param tolerance in the unit of the map's values
 */
export function polynomialMap(exact: PlaneMap, rect: Rect, tolerance: number): PlaneMap {
  return quickMap(exact, rect, tolerance)?.place ?? exact;
}

/** As {@link polynomialMap}, for whole lines: quicker than place by place. */
export function polynomialLineMap(exact: PlaneMap, rect: Rect, tolerance: number): LineMap {
  const placeByPlace: LineMap = (line, into, start) => {
    for (let i = 0; i < line.length; i += 2) into.set(exact(line[i]!, line[i + 1]!), start + i);
  };
  return quickMap(exact, rect, tolerance)?.line ?? placeByPlace;
}

function quickMap(exact: PlaneMap, rect: Rect, tolerance: number): QuickMap | undefined {
  for (const degree of DEGREES) {
    const quick = mapOfDegree(degree, exact, rect);
    if (isNear(quick.place, exact, rect, tolerance)) return quick;
  }
  return undefined;
}

function mapOfDegree(degree: number, exact: PlaneMap, rect: Rect): QuickMap {
  const { middleX, middleY, halfX, halfY } = sizesOf(rect);
  const nodes = chebyshevNodes(degree);
  const values = nodes.map((v) => nodes.map((u) => exact(middleX + u * halfX, middleY + v * halfY)));
  const [first, second] = [coefficients(nodes, values, 0), coefficients(nodes, values, 1)];
  const value = degree === 3 ? cubic : polynomial;
  const isWithin = (u: number, v: number) => u >= -1 && u <= 1 && v >= -1 && v <= 1;
  return {
    place: (x, y) => {
      const u = (x - middleX) / halfX;
      const v = (y - middleY) / halfY;
      return isWithin(u, v) ? [value(first, u, v), value(second, u, v)] : exact(x, y);
    },
    line: (line, into, start) => {
      for (let i = 0; i < line.length; i += 2) {
        const u = (line[i]! - middleX) / halfX;
        const v = (line[i + 1]! - middleY) / halfY;
        if (isWithin(u, v)) {
          into[start + i] = value(first, u, v);
          into[start + i + 1] = value(second, u, v);
        } else into.set(exact(line[i]!, line[i + 1]!), start + i);
      }
    },
  };
}

/** The value at a place, from -1 to 1 over the rectangle. */
function polynomial(ordered: Float64Array, u: number, v: number): number {
  let value = 0;
  let at = 0;
  for (let terms = 1; at < ordered.length; terms++) {
    let row = 0;
    for (const end = at + terms; at < end; at++) row = row * u + ordered[at]!;
    value = value * v + row;
  }
  return value;
}

/** Most models need the third degree: without loops it takes half the time. */
function cubic(c: Float64Array, u: number, v: number): number {
  const row2 = c[1]! * u + c[2]!;
  const row1 = (c[3]! * u + c[4]!) * u + c[5]!;
  const row0 = ((c[6]! * u + c[7]!) * u + c[8]!) * u + c[9]!;
  return ((c[0]! * v + row2) * v + row1) * v + row0;
}

function sizesOf({ minX, minY, maxX, maxY }: Rect) {
  return { middleX: (minX + maxX) / 2, middleY: (minY + maxY) / 2, halfX: (maxX - minX) / 2, halfY: (maxY - minY) / 2 };
}

function isNear(quick: PlaneMap, exact: PlaneMap, rect: Rect, tolerance: number): boolean {
  const { middleX, middleY, halfX, halfY } = sizesOf(rect);
  return CHECKS.every((v) =>
    CHECKS.every((u) => {
      const [x, y] = [middleX + u * halfX, middleY + v * halfY];
      const [[a, b], [c, d]] = [quick(x, y), exact(x, y)];
      return Math.abs(a - c) <= tolerance && Math.abs(b - d) <= tolerance;
    }),
  );
}

/** Where the map is taken in each direction: the zeros of a Chebyshev polynomial, from -1 to 1. */
function chebyshevNodes(degree: number): number[] {
  return Array.from({ length: degree + 1 }, (_, k) => Math.cos((Math.PI * (k + 0.5)) / (degree + 1)));
}

/** The polynomial's coefficients in the order in which they are used: by falling powers of v, and of u for each. */
function coefficients(
  nodes: readonly number[],
  values: readonly (readonly (readonly [number, number])[])[],
  axis: 0 | 1,
): Float64Array {
  const basis = nodes.map((node) => lagrangePolynomial(node, nodes));
  const list: number[] = [];
  for (let power = nodes.length - 1; power >= 0; power--) {
    for (let left = nodes.length - 1 - power; left >= 0; left--) {
      let sum = 0;
      for (const [k, row] of values.entries()) {
        for (const [l, value] of row.entries()) sum += basis[k]![power]! * basis[l]![left]! * value[axis];
      }
      list.push(sum);
    }
  }
  return Float64Array.from(list);
}

/** By rising powers, the polynomial that is 1 at a node and 0 at the others. */
function lagrangePolynomial(own: number, nodes: readonly number[]): number[] {
  let product = [1];
  for (const node of nodes) {
    if (node === own) continue;
    product = [...product, 0].map(
      (_, power) => ((product[power - 1] ?? 0) - node * (product[power] ?? 0)) / (own - node),
    );
  }
  return product;
}
