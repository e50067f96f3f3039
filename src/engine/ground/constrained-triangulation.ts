import Delaunator from 'delaunator';
import { incircle, orient2d } from 'robust-predicates';
import { nextSide, previousSide } from '../polygon/triangle-sides.ts';

/** Triangles over points. Side `e` runs from `corners[e]` to the triangle's next corner; triangles run counter-clockwise. */
export interface Triangulation {
  readonly corners: Uint32Array;
  /** For each side, the same side of the neighbour; -1 on the hull. */
  readonly twins: Int32Array;
  /** For each side, the number of the edge that it is, or -1. */
  readonly edgeOf: Int32Array;
}

/**
 * The constrained Delaunay triangulation of points with edges that meet in end points only. Every point is used.
 * @param x, y coordinates; their differences must be exact in float64
 */
export function triangulateWithEdges(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): Triangulation {
  const builder = new Constrainer(x, y);
  for (let edge = 0; edge < from.length; edge++) builder.insert(from[edge]!, to[edge]!, edge);
  return builder;
}

class Constrainer implements Triangulation {
  readonly corners: Uint32Array;
  readonly twins: Int32Array;
  readonly edgeOf: Int32Array;
  readonly #x: ArrayLike<number>;
  readonly #y: ArrayLike<number>;
  /** A side that starts at each point. */
  readonly #sideOf: Int32Array;

  constructor(x: ArrayLike<number>, y: ArrayLike<number>) {
    this.#x = x;
    this.#y = y;
    const coordinates = new Float64Array(2 * x.length);
    for (let i = 0; i < x.length; i++) {
      // Delaunator's y points down: it runs the other way round.
      coordinates[2 * i] = x[i]!;
      coordinates[2 * i + 1] = -y[i]!;
    }
    const { triangles, halfedges } = new Delaunator(coordinates);
    this.corners = triangles;
    this.twins = halfedges;
    this.edgeOf = new Int32Array(triangles.length).fill(-1);
    this.#sideOf = new Int32Array(x.length).fill(-1);
    for (let e = 0; e < triangles.length; e++) this.#sideOf[triangles[e]!] = e;
  }

  /** Makes a line between two points an edge. Where it passes a point, it becomes several edges of the same number. */
  insert(a: number, b: number, edge: number): void {
    for (let start = a; start !== b; ) start = this.#insertTowards(start, b, edge);
  }

  /** Makes an edge from `a` to `b`, or to the first point on the way; returns its end. */
  #insertTowards(a: number, b: number, edge: number): number {
    const first = this.#firstSide(a);
    for (let e = first; ; ) {
      const p = this.corners[nextSide(e)]!;
      const q = this.corners[previousSide(e)]!;
      const sideP = p === b ? 0 : this.#side(a, b, p);
      const sideQ = q === b ? 0 : this.#side(a, b, q);
      // A triangle runs counter-clockwise from p to q: with p right and q left of the line, the line leaves between them.
      if (p === b || (sideP === 0 && sideQ > 0)) return this.#mark(e, edge, p);
      if (sideP < 0 && sideQ > 0) return this.#cutThrough(a, b, e, edge);
      const onwards = this.twins[previousSide(e)]!;
      if (onwards < 0 && sideP < 0 && sideQ === 0) return this.#mark(previousSide(e), edge, q);
      if (onwards < 0 || onwards === first) throw new Error('An edge leaves the triangulation.');
      e = onwards;
    }
  }

  /** The most clockwise side of a point on the hull; any side of another. */
  #firstSide(a: number): number {
    const start = this.#sideOf[a]!;
    for (let e = start; ; ) {
      const twin = this.twins[e]!;
      if (twin < 0) return e;
      e = nextSide(twin);
      if (e === start) return start;
    }
  }

  /** Replaces the triangles that a line crosses by two fans along it. */
  #cutThrough(a: number, b: number, first: number, edge: number): number {
    const free: number[] = [first - (first % 3)];
    const right: Chain = { points: [a, this.corners[nextSide(first)]!], sides: [this.#outer(first)] };
    const left: Chain = { points: [a, this.corners[previousSide(first)]!], sides: [this.#outer(previousSide(first))] };
    let end = -1;
    for (let crossing = nextSide(first); end < 0; ) {
      if (this.edgeOf[crossing]! >= 0) throw new Error('Edges of the ground cross.');
      const twin = this.twins[crossing]!;
      const v = this.corners[previousSide(twin)]!;
      free.push(twin - (twin % 3));
      const side = v === b ? 0 : this.#side(a, b, v);
      if (side <= 0) extend(right, v, this.#outer(nextSide(twin)));
      if (side >= 0) extend(left, v, this.#outer(previousSide(twin)));
      if (side === 0) end = v;
      else crossing = side > 0 ? nextSide(twin) : previousSide(twin);
    }
    const cavity: Cavity = { free, removed: new Set(free), waiting: new Map() };
    const below = this.#fill(right.points, right.sides, cavity);
    const above = this.#fill(left.points.toReversed(), left.sides.toReversed(), cavity);
    this.#link(below, above);
    this.edgeOf[below] = edge;
    this.edgeOf[above] = edge;
    return end;
  }

  /**
   * Triangulates the polygon along a chain of points, whose last side leads back from its end to its start (after
   * Anglada, *An improved incremental algorithm for constructing restricted Delaunay triangulations*, 1997).
   * @returns that side
   */
  #fill(points: readonly number[], sides: readonly Outer[], cavity: Cavity): number {
    const start = points[0]!;
    const end = points.at(-1)!;
    let best = 1;
    for (let i = 2; i < points.length - 1; i++) if (this.#isInCircle(start, points[best]!, end, points[i]!)) best = i;
    const e = cavity.free.pop()!;
    this.#setCorner(e, start);
    this.#setCorner(e + 1, points[best]!);
    this.#setCorner(e + 2, end);
    this.#join(e, points.slice(0, best + 1), sides.slice(0, best), cavity);
    this.#join(e + 1, points.slice(best), sides.slice(best), cavity);
    this.edgeOf[e + 2] = -1;
    return e + 2;
  }

  #join(e: number, points: readonly number[], sides: readonly Outer[], cavity: Cavity): void {
    if (points.length > 2) {
      this.#link(e, this.#fill(points, sides, cavity));
      this.edgeOf[e] = -1;
      return;
    }
    const { side, twin, edge } = sides[0]!;
    this.edgeOf[e] = edge;
    if (twin < 0 || !cavity.removed.has(twin - (twin % 3))) this.#link(e, twin);
    else if (cavity.waiting.has(twin)) this.#link(e, cavity.waiting.get(twin)!);
    else cavity.waiting.set(side, e);
  }

  #outer(e: number): Outer {
    return { side: e, twin: this.twins[e]!, edge: this.edgeOf[e]! };
  }

  #setCorner(e: number, point: number): void {
    this.corners[e] = point;
    this.#sideOf[point] = e;
  }

  #link(e: number, twin: number): void {
    this.twins[e] = twin;
    if (twin >= 0) this.twins[twin] = e;
  }

  #mark(e: number, edge: number, end: number): number {
    this.edgeOf[e] = edge;
    const twin = this.twins[e]!;
    if (twin >= 0) this.edgeOf[twin] = edge;
    return end;
  }

  /** Positive where p lies left of the line from a to b, 0 on it. */
  #side(a: number, b: number, p: number): number {
    return -orient2d(this.#x[a]!, this.#y[a]!, this.#x[b]!, this.#y[b]!, this.#x[p]!, this.#y[p]!);
  }

  #isInCircle(a: number, b: number, c: number, p: number): boolean {
    const x = this.#x;
    const y = this.#y;
    return incircle(x[a]!, y[a]!, x[b]!, y[b]!, x[c]!, y[c]!, x[p]!, y[p]!) > 0;
  }
}

/** A side of a triangle that is removed, and what lies beyond. */
interface Outer {
  readonly side: number;
  readonly twin: number;
  readonly edge: number;
}

/** The place of the triangles that a line crosses. */
interface Cavity {
  /** First sides of triangles to be used again. */
  readonly free: number[];
  readonly removed: ReadonlySet<number>;
  /** New sides by the old ones, where both triangles at an edge are removed: the second one finds the first. */
  readonly waiting: Map<number, number>;
}

/** Points on one side of a line, and the sides between them. */
interface Chain {
  readonly points: number[];
  readonly sides: Outer[];
}

function extend(chain: Chain, point: number, side: Outer): void {
  chain.points.push(point);
  chain.sides.push(side);
}
