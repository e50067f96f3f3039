import { type Polygon, polygonRings, polygonsContain } from '../../polygon/polygon.ts';
import type { RoofLines } from './roof-lines.ts';

/** What comes closer to a corner or an edge than this (m) is moved onto it: no triangle gets thinner. */
const SNAP = 0.004;

/** One edge of a polygon's ring with the vertices that lines cut into it. */
interface RingEdge {
  readonly from: number;
  readonly to: number;
  /** By their distance from its first end. */
  readonly cuts: { readonly at: number; readonly vertex: number }[];
}

/** A polygon cut by lines, as a graph. The polygon's own vertices come first, ring by ring. */
export interface CutOutline {
  readonly x: number[];
  readonly y: number[];
  /** For each ring and each of its edges, the vertices along it. */
  readonly rims: number[][][];
  /** Pairs of vertices: pieces of lines inside the polygon. */
  readonly inner: (readonly [number, number])[];
}

/** Cuts a polygon by lines: whole where they lie inside, by pieces where they cross its edges. */
export function cutOutline(polygon: Polygon, lines: RoofLines): CutOutline {
  const cutter = new OutlineCutter(polygon);
  const placed = lines.x.map((x, i) => cutter.place(x, lines.y[i]!));
  const inner = new Map<string, readonly [number, number]>();
  for (const [from, to] of lines.ends) {
    const along = cutter.along(
      [lines.x[from]!, lines.y[from]!, placed[from]],
      [lines.x[to]!, lines.y[to]!, placed[to]],
    );
    for (const [a, b] of along) inner.set(a < b ? `${a} ${b}` : `${b} ${a}`, [a, b]);
  }
  return { x: cutter.x, y: cutter.y, rims: cutter.rims(), inner: [...inner.values()] };
}

type LineEnd = readonly [x: number, y: number, vertex: number | undefined];

class OutlineCutter {
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly #polygon: Polygon;
  readonly #rings: RingEdge[][];

  constructor(polygon: Polygon) {
    this.#polygon = polygon;
    this.#rings = polygonRings(polygon).map((ring) => {
      const first = this.x.length;
      const count = ring.length / 2;
      for (let i = 0; i < ring.length; i += 2) this.#add(ring[i]!, ring[i + 1]!);
      return Array.from({ length: count }, (_, i) => ({ from: first + i, to: first + ((i + 1) % count), cuts: [] }));
    });
  }

  /** The vertex for the end of a line; `undefined` outside the polygon. */
  place(x: number, y: number): number | undefined {
    for (let i = 0; i < this.x.length; i++) if (this.#distance(i, x, y) < SNAP) return i;
    for (const edge of this.#rings.flat()) {
      const { length, at, aside } = this.#beside(edge, x, y);
      if (Math.abs(aside) < SNAP && at > 0 && at < length) return this.#cut(edge, at, length);
    }
    return polygonsContain([this.#polygon], x, y) ? this.#add(x, y) : undefined;
  }

  /** The pieces of a line that lie inside. */
  along([x, y, start]: LineEnd, [toX, toY, end]: LineEnd): [number, number][] {
    const length = Math.hypot(toX - x, toY - y);
    const dx = (toX - x) / length;
    const dy = (toY - y) / length;
    const stops = new Map<number, number>();
    const stop = (vertex: number) => {
      stops.set(vertex, (this.x[vertex]! - x) * dx + (this.y[vertex]! - y) * dy);
    };
    if (start !== undefined) stops.set(start, 0);
    if (end !== undefined) stops.set(end, length);
    const isOn = (vertex: number, aside: number) => {
      if (Math.abs(aside) >= SNAP || stops.has(vertex)) return;
      const at = (this.x[vertex]! - x) * dx + (this.y[vertex]! - y) * dy;
      if (at > 0 && at < length) stops.set(vertex, at);
    };
    for (const edge of this.#rings.flat()) {
      const { from, to } = edge;
      const aside = (this.x[from]! - x) * dy - (this.y[from]! - y) * dx;
      const asideTo = (this.x[to]! - x) * dy - (this.y[to]! - y) * dx;
      isOn(from, aside);
      if (Math.abs(aside) < SNAP || Math.abs(asideTo) < SNAP || aside > 0 === asideTo > 0) continue;
      const share = aside / (aside - asideTo);
      const crossX = this.x[from]! + share * (this.x[to]! - this.x[from]!);
      const crossY = this.y[from]! + share * (this.y[to]! - this.y[from]!);
      const at = (crossX - x) * dx + (crossY - y) * dy;
      if (at <= 0 || at >= length) continue;
      const edgeLength = Math.hypot(this.x[to]! - this.x[from]!, this.y[to]! - this.y[from]!);
      stop(this.#cut(edge, share * edgeLength, edgeLength));
    }
    return this.#piecesInside([...stops].sort(([, a], [, b]) => a - b).map(([vertex]) => vertex));
  }

  rims(): number[][][] {
    return this.#rings.map((edges) =>
      edges.map(({ from, to, cuts }) => [from, ...cuts.sort((a, b) => a.at - b.at).map(({ vertex }) => vertex), to]),
    );
  }

  #piecesInside(vertices: readonly number[]): [number, number][] {
    const pieces: [number, number][] = [];
    for (let i = 1; i < vertices.length; i++) {
      const [a, b] = [vertices[i - 1]!, vertices[i]!];
      const middleX = (this.x[a]! + this.x[b]!) / 2;
      const middleY = (this.y[a]! + this.y[b]!) / 2;
      if (polygonsContain([this.#polygon], middleX, middleY) && !this.#onOneEdge(a, b)) pieces.push([a, b]);
    }
    return pieces;
  }

  #onOneEdge(a: number, b: number): boolean {
    return this.#rings.some((edges) =>
      edges.some(({ from, to, cuts }) => {
        const isOn = (vertex: number) => vertex === from || vertex === to || cuts.some((cut) => cut.vertex === vertex);
        return isOn(a) && isOn(b);
      }),
    );
  }

  /** The vertex on an edge at a distance from its first end: one that is there already, or a new one. */
  #cut(edge: RingEdge, at: number, length: number): number {
    if (at < SNAP) return edge.from;
    if (length - at < SNAP) return edge.to;
    const near = edge.cuts.find((cut) => Math.abs(cut.at - at) < SNAP);
    if (near) return near.vertex;
    const share = at / length;
    const vertex = this.#add(
      this.x[edge.from]! + share * (this.x[edge.to]! - this.x[edge.from]!),
      this.y[edge.from]! + share * (this.y[edge.to]! - this.y[edge.from]!),
    );
    edge.cuts.push({ at, vertex });
    return vertex;
  }

  #beside({ from, to }: RingEdge, x: number, y: number): { length: number; at: number; aside: number } {
    const edgeX = this.x[to]! - this.x[from]!;
    const edgeY = this.y[to]! - this.y[from]!;
    const length = Math.hypot(edgeX, edgeY);
    const offX = x - this.x[from]!;
    const offY = y - this.y[from]!;
    return {
      length,
      at: (offX * edgeX + offY * edgeY) / length,
      aside: (offX * edgeY - offY * edgeX) / length,
    };
  }

  #distance(vertex: number, x: number, y: number): number {
    return Math.hypot(this.x[vertex]! - x, this.y[vertex]! - y);
  }

  #add(x: number, y: number): number {
    this.x.push(x);
    this.y.push(y);
    return this.x.length - 1;
  }
}
