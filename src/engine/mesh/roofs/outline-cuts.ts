import { type Polygon, polygonRings, ringContains } from '../../polygon/polygon.ts';
import type { RoofLines } from './roof-lines.ts';

/** What comes closer to a corner or an edge than this (m) is moved onto it: no triangle gets thinner. */
const SNAP = 0.004;

/** One edge of a polygon's ring with the vertices that lines cut into it. */
interface RingEdge {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** Unit vector from its first end to its second. */
  readonly dx: number;
  readonly dy: number;
  /** By their distance from its first end. */
  readonly cuts: { readonly at: number; readonly vertex: number }[];
}

/** A polygon cut by lines, as a graph. The polygon's own vertices come first, ring by ring. */
export interface CutOutline {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** For each ring and each of its edges, the vertices along it. */
  readonly rims: readonly (readonly (readonly number[])[])[];
  /** Pairs of vertices: pieces of lines inside the polygon. */
  readonly inner: readonly (readonly [number, number])[];
}

/** Cuts a polygon by lines: whole where they lie inside, by pieces where they cross its edges. */
export function cutOutline(polygon: Polygon, lines: RoofLines): CutOutline {
  const cutter = new OutlineCutter(polygon);
  const placed = lines.x.map((x, i) => cutter.place(x, lines.y[i]!));
  for (const [from, to] of lines.ends) {
    cutter.draw(lines.x[from]!, lines.y[from]!, placed[from]!, lines.x[to]!, lines.y[to]!, placed[to]!);
  }
  return { x: cutter.x, y: cutter.y, rims: cutter.rims(), inner: cutter.inner };
}

/** A place outside the polygon. */
const OUTSIDE = -1;

class OutlineCutter {
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly inner: (readonly [number, number])[] = [];
  readonly #polygon: Polygon;
  readonly #edges: RingEdge[] = [];
  /** The edge that a vertex was cut into, by vertex. */
  readonly #edgeOf: (RingEdge | undefined)[] = [];
  /** Whether a vertex lies inside, not on a ring, by vertex. */
  readonly #isInside: (true | undefined)[] = [];
  readonly #drawn = new Set<number>();
  /** Vertices on the line that is being drawn, and how far along it they lie. */
  readonly #stops: { readonly at: number; readonly vertex: number }[] = [];

  constructor(polygon: Polygon) {
    this.#polygon = polygon;
    for (const ring of polygonRings(polygon)) {
      const first = this.x.length;
      for (let i = 0; i < ring.length; i += 2) this.#add(ring[i]!, ring[i + 1]!);
      for (let from = first; from < this.x.length; from++) {
        const to = from + 1 < this.x.length ? from + 1 : first;
        const dx = this.x[to]! - this.x[from]!;
        const dy = this.y[to]! - this.y[from]!;
        const length = Math.hypot(dx, dy);
        this.#edges.push({ from, to, length, dx: dx / length, dy: dy / length, cuts: [] });
      }
    }
  }

  /** The vertex for the end of a line, or {@link OUTSIDE}. */
  place(x: number, y: number): number {
    for (let i = 0; i < this.x.length; i++) {
      if (Math.abs(this.x[i]! - x) < SNAP && Math.abs(this.y[i]! - y) < SNAP) return i;
    }
    for (const edge of this.#edges) {
      const offX = x - this.x[edge.from]!;
      const offY = y - this.y[edge.from]!;
      if (Math.abs(offX * edge.dy - offY * edge.dx) >= SNAP) continue;
      const at = offX * edge.dx + offY * edge.dy;
      if (at > 0 && at < edge.length) return this.#cut(edge, at);
    }
    if (!this.#contains(x, y)) return OUTSIDE;
    this.#isInside[this.x.length] = true;
    return this.#add(x, y);
  }

  /** Draws a line: its pieces inside the polygon. */
  draw(x: number, y: number, start: number, toX: number, toY: number, end: number): void {
    const length = Math.hypot(toX - x, toY - y);
    const dx = (toX - x) / length;
    const dy = (toY - y) / length;
    this.#stops.length = 0;
    if (start !== OUTSIDE) this.#stops.push({ at: 0, vertex: start });
    if (end !== OUTSIDE) this.#stops.push({ at: length, vertex: end });
    for (const edge of this.#edges) {
      const offX = this.x[edge.from]! - x;
      const offY = this.y[edge.from]! - y;
      const aside = offX * dy - offY * dx;
      if (Math.abs(aside) < SNAP) {
        this.#stop(edge.from, offX * dx + offY * dy, length);
        continue;
      }
      const asideTo = aside + edge.length * (edge.dx * dy - edge.dy * dx);
      if (Math.abs(asideTo) < SNAP || aside > 0 === asideTo > 0) continue;
      const cut = (edge.length * aside) / (aside - asideTo);
      const at = (offX + cut * edge.dx) * dx + (offY + cut * edge.dy) * dy;
      if (at > 0 && at < length) this.#stop(this.#cut(edge, cut), at, length);
    }
    this.#drawPieces();
  }

  rims(): number[][][] {
    const rims: number[][][] = [];
    let edge = 0;
    for (const ring of polygonRings(this.#polygon)) {
      const last = edge + ring.length / 2;
      rims.push(this.#edges.slice(edge, last).map(rimOf));
      edge = last;
    }
    return rims;
  }

  #stop(vertex: number, at: number, length: number): void {
    if (at <= 0 || at >= length || this.#stops.some((known) => known.vertex === vertex)) return;
    this.#stops.push({ at, vertex });
  }

  #drawPieces(): void {
    const stops = this.#stops.sort((a, b) => a.at - b.at);
    const isWhole = stops.length === 2 && stops.some(({ vertex }) => this.#isInside[vertex]);
    for (let i = 1; i < stops.length; i++) {
      const a = stops[i - 1]!.vertex;
      const b = stops[i]!.vertex;
      const key = Math.min(a, b) * 2 ** 21 + Math.max(a, b);
      if (a === b || this.#drawn.has(key) || this.#onOneEdge(a, b)) continue;
      if (!isWhole && !this.#contains((this.x[a]! + this.x[b]!) / 2, (this.y[a]! + this.y[b]!) / 2)) continue;
      this.#drawn.add(key);
      this.inner.push([a, b]);
    }
  }

  #onOneEdge(a: number, b: number): boolean {
    const edge = this.#edgeOf[a] ?? this.#edgeOf[b];
    if (edge) {
      const isOn = (vertex: number) => this.#edgeOf[vertex] === edge || vertex === edge.from || vertex === edge.to;
      return isOn(a) && isOn(b);
    }
    return this.#edges.some(({ from, to }) => (from === a && to === b) || (from === b && to === a));
  }

  #contains(x: number, y: number): boolean {
    const { outer, holes } = this.#polygon;
    return ringContains(outer, x, y) && !holes.some((hole) => ringContains(hole, x, y));
  }

  /** The vertex on an edge at a distance from its first end: one that is there already, or a new one. */
  #cut(edge: RingEdge, at: number): number {
    if (at < SNAP) return edge.from;
    if (edge.length - at < SNAP) return edge.to;
    for (const cut of edge.cuts) if (Math.abs(cut.at - at) < SNAP) return cut.vertex;
    const vertex = this.#add(this.x[edge.from]! + at * edge.dx, this.y[edge.from]! + at * edge.dy);
    this.#edgeOf[vertex] = edge;
    edge.cuts.push({ at, vertex });
    return vertex;
  }

  #add(x: number, y: number): number {
    this.x.push(x);
    this.y.push(y);
    return this.x.length - 1;
  }
}

function rimOf({ from, to, cuts }: RingEdge): number[] {
  if (cuts.length === 0) return [from, to];
  cuts.sort((a, b) => a.at - b.at);
  return [from, ...cuts.map(({ vertex }) => vertex), to];
}
