import type { Meetings } from './meetings.ts';
import type { Surface } from './surface.ts';

/** How far a repair goes. */
interface Means {
  /** The longest edge that is drawn together, and the height of the flattest needle whose side is not turned. */
  readonly farthest: number;
  /** Whether edges of neighbours are tried too. */
  readonly around: boolean;
}

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** So many edges are tried at a place: where the shortest do not help, longer ones seldom do. */
const MOST_EDGES = 16;

/** Whether a change stays, by the weight of what meets before and after it. */
type Judge = (before: number, after: number) => boolean;

const isBetter: Judge = (before, after) => after < before;
/** Drawing edges together ends all the same: each takes two triangles away. */
const isNoWorse: Judge = (before, after) => after <= before;

/** Changes a surface where triangles meet that should not, and keeps what makes it better. */
export class Mender {
  readonly #surface: Surface;
  readonly #meetings: Meetings;

  constructor(surface: Surface, meetings: Meetings) {
    this.#surface = surface;
    this.#meetings = meetings;
  }

  /** Draws an edge of a triangle together that is shorter than a length, where that makes nothing worse. */
  drawShortEdges(triangle: number, length: number): void {
    if (!this.#surface.has(triangle) || this.#surface.shortest(triangle) >= length) return;
    for (const edge of this.#edges([triangle])) {
      if (edge.length >= length) return;
      if (this.#draws(edge, isNoWorse)) return;
    }
  }

  /**
   * Tries the edges of a triangle and of those that it meets, the shortest first, until a change makes things better.
   * @returns the triangles that the change touched
   */
  mend(triangle: number, { farthest, around }: Means): readonly number[] {
    if (!this.#surface.has(triangle)) return [];
    const others = this.#meetings.of(triangle);
    if (others.length === 0) return [];
    const edges = this.#edges(around ? this.#withNeighbours([triangle, ...others]) : [triangle, ...others]);
    const drawn = this.#firstOf(edges, farthest, (edge) => this.#draws(edge, isBetter));
    if (drawn) return drawn;
    for (const edge of edges) {
      if (this.#flatness(edge) > farthest) continue;
      const touched = this.#turns(edge, isBetter);
      if (touched) return touched;
    }
    return (around && this.#firstOf(edges, farthest / 4, (edge) => this.#draws(edge, isNoWorse))) || [];
  }

  /** What the first of the edges up to a length gives that gives anything. */
  #firstOf(
    edges: readonly Edge[],
    longest: number,
    change: (edge: Edge) => readonly number[] | undefined,
  ): readonly number[] | undefined {
    for (const edge of edges) {
      if (edge.length > longest) return undefined;
      const touched = change(edge);
      if (touched) return touched;
    }
    return undefined;
  }

  #draws({ a, b }: Edge, isGood: Judge): readonly number[] | undefined {
    return this.#draw(a, b, isGood) ?? this.#draw(b, a, isGood);
  }

  #draw(vertex: number, into: number, isGood: Judge): readonly number[] | undefined {
    if (!this.#surface.canDraw(vertex, into)) return undefined;
    return this.#try(this.#surface.around(vertex), () => this.#surface.draw(vertex, into), isGood);
  }

  #turns({ a, b }: Edge, isGood: Judge): readonly number[] | undefined {
    if (!this.#surface.canTurn(a, b)) return undefined;
    return this.#try(this.#surface.at(a, b), () => this.#surface.turn(a, b), isGood);
  }

  /** Makes a change to some triangles, and undoes it unless it is good. */
  #try(triangles: readonly number[], change: () => () => void, isGood: Judge): readonly number[] | undefined {
    const touched = [...triangles];
    const before = this.#meetings.weight(touched);
    const undo = change();
    if (isGood(before, this.#meetings.weight(touched))) return touched;
    undo();
    return undefined;
  }

  #withNeighbours(triangles: readonly number[]): number[] {
    return [...new Set(triangles.flatMap((triangle) => this.#surface.of(triangle)))].flatMap((vertex) =>
      this.#surface.around(vertex),
    );
  }

  /** The shortest edges of some triangles, the shortest first. */
  #edges(triangles: readonly number[]): Edge[] {
    const edges = new Map<string, Edge>();
    for (const triangle of new Set(triangles)) {
      const corners = this.#surface.of(triangle);
      for (const [i, corner] of corners.entries()) {
        const next = corners[(i + 1) % 3]!;
        const [a, b] = [Math.min(corner, next), Math.max(corner, next)];
        edges.set(`${a} ${b}`, { a, b, length: this.#surface.distance(a, b) });
      }
    }
    return [...edges.values()].sort((s, t) => s.length - t.length).slice(0, MOST_EDGES);
  }

  /** The height over an edge of the flatter one of its two triangles. */
  #flatness({ a, b, length }: Edge): number {
    const heights = this.#surface.at(a, b).map((triangle) => (2 * this.#surface.area(triangle)) / length);
    return Math.min(...heights);
  }
}
