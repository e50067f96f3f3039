import type { Meetings } from './meetings.ts';
import type { Surface } from './surface.ts';

/** How far a repair goes. */
interface Means {
  /** The longest edge that is drawn together, and the height of the flattest needle whose side is not turned. */
  readonly farthest: number;
  /** How far vertices are moved, from the first length on by four times the one before up to the last. */
  readonly moves: readonly [number, number];
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

/** By how much less must meet after a change so that it stays. Drawing edges together ends all the same: each takes two triangles away. */
const BETTER = 1;
const NO_WORSE = 0;

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
      if (this.#draws(edge, NO_WORSE)) return;
    }
  }

  /**
   * Tries the edges of a triangle and of those that it meets, the shortest first, until a change makes things better.
   * @returns whether one did
   */
  mend(triangle: number, { farthest, moves, around }: Means): boolean {
    if (!this.#surface.has(triangle)) return false;
    const others = this.#meetings.of(triangle);
    if (others.length === 0) return false;
    const edges = this.#edges(around ? this.#withNeighbours([triangle, ...others]) : [triangle, ...others]);
    return (
      this.#firstOf(edges, farthest, (edge) => this.#draws(edge, BETTER)) ||
      edges.some((edge) => this.#flatness(edge) <= farthest && this.#turns(edge, BETTER)) ||
      this.#moves([triangle, ...others], moves) ||
      (around && this.#firstOf(edges, farthest / 4, (edge) => this.#draws(edge, NO_WORSE)))
    );
  }

  /** Tries edges up to a length until a change is made. */
  #firstOf(edges: readonly Edge[], longest: number, change: (edge: Edge) => boolean): boolean {
    for (const edge of edges) {
      if (edge.length > longest) return false;
      if (change(edge)) return true;
    }
    return false;
  }

  #draws({ a, b }: Edge, gain: number): boolean {
    return this.#draw(a, b, gain) || this.#draw(b, a, gain);
  }

  #draw(vertex: number, into: number, gain: number): boolean {
    if (!this.#surface.canDraw(vertex, into)) return false;
    return this.#try(this.#surface.around(vertex), () => this.#surface.draw(vertex, into), gain);
  }

  #turns({ a, b }: Edge, gain: number): boolean {
    if (!this.#surface.canTurn(a, b)) return false;
    return this.#try(this.#surface.at(a, b), () => this.#surface.turn(a, b), gain);
  }

  /** Moves a corner of some triangles a little along an axis. */
  #moves(triangles: readonly number[], [shortest, longest]: readonly [number, number]): boolean {
    const vertices = new Set(triangles.flatMap((triangle) => this.#surface.of(triangle)));
    for (let length = shortest; length <= longest; length *= 4) {
      for (const vertex of vertices) {
        for (const by of [length, -length]) {
          for (let axis = 0; axis < 3; axis++) if (this.#move(vertex, axis, by)) return true;
        }
      }
    }
    return false;
  }

  #move(vertex: number, axis: number, by: number): boolean {
    const surface = this.#surface;
    if (!surface.canMove(vertex, axis, by)) return false;
    return this.#try(surface.around(vertex), () => surface.move(vertex, axis, by), BETTER);
  }

  /** Makes a change to some triangles, and undoes it unless so much less meets afterwards. */
  #try(triangles: readonly number[], change: () => () => void, gain: number): boolean {
    const touched = new Set(triangles);
    const most = this.#meetings.weight(touched) - gain;
    if (most < 0) return false;
    const undo = change();
    const left = [...touched].filter((triangle) => this.#surface.has(triangle));
    if (this.#meetings.update(touched, left, most)) return true;
    undo();
    return false;
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
