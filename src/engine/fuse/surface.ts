/** A triangle that was taken away has this for its corners. */
const GONE = -1;

/**
 * A closed surface of triangles in which edges can be drawn together and turned, and put back as they were.
 * Every edge belongs to two triangles, and stays so.
 */
export class Surface {
  /** `x, y, z` per vertex. */
  readonly positions: Float64Array;
  /** Three vertices per triangle; of a triangle that was taken away, -1. */
  readonly corners: Int32Array;
  /** The least and the greatest coordinate of each axis at first. */
  readonly #bounds: readonly (readonly [number, number])[];
  /** The largest coordinate that there was at first, whatever its sign. */
  readonly size: number;
  readonly #around: number[][];

  constructor(positions: Float64Array, triangles: ArrayLike<number>) {
    this.positions = positions;
    this.corners = Int32Array.from(triangles);
    this.#bounds = [0, 1, 2].map((axis) => extent(positions, axis));
    this.size = Math.max(...this.#bounds.flat().map(Math.abs));
    this.#around = Array.from({ length: positions.length / 3 }, () => []);
    for (let i = 0; i < this.corners.length; i++) this.#around[this.corners[i]!]!.push(Math.floor(i / 3));
  }

  get triangleCount(): number {
    return this.corners.length / 3;
  }

  has(triangle: number): boolean {
    return this.corners[triangle * 3] !== GONE;
  }

  of(triangle: number): [number, number, number] {
    const i = triangle * 3;
    return [this.corners[i]!, this.corners[i + 1]!, this.corners[i + 2]!];
  }

  /** The triangles at a vertex. */
  around(vertex: number): readonly number[] {
    return this.#around[vertex]!;
  }

  distance(a: number, b: number): number {
    const p = this.positions;
    const [x, y, z] = [p[a * 3]! - p[b * 3]!, p[a * 3 + 1]! - p[b * 3 + 1]!, p[a * 3 + 2]! - p[b * 3 + 2]!];
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** The longest distance of three vertices. */
  longest(a: number, b: number, c: number): number {
    return Math.max(this.distance(a, b), this.distance(b, c), this.distance(c, a));
  }

  /** The length of a triangle's shortest side. */
  shortest(triangle: number): number {
    const [a, b, c] = this.of(triangle);
    return Math.min(this.distance(a, b), this.distance(b, c), this.distance(c, a));
  }

  area(triangle: number): number {
    const [a, b, c] = this.of(triangle);
    const [u, v, w] = [this.distance(a, b), this.distance(b, c), this.distance(c, a)];
    const half = (u + v + w) / 2;
    return Math.sqrt(Math.max(0, half * (half - u) * (half - v) * (half - w)));
  }

  /** The two triangles at an edge. */
  at(a: number, b: number): number[] {
    return this.#around[a]!.filter((triangle) => this.of(triangle).includes(b));
  }

  /** Whether the surface stays closed where a vertex is drawn into a neighbour. */
  canDraw(vertex: number, into: number): boolean {
    const shared = this.at(vertex, into);
    if (shared.length !== 2) return false;
    const [c, d] = shared.map((triangle) => this.#apex(triangle, vertex, into)) as [number, number];
    if (c === d || this.#isTetrahedron(vertex, into, this.at(c, d))) return false;
    const near = this.#neighbours(into);
    return [...this.#neighbours(vertex)].filter((other) => near.has(other)).length === 2;
  }

  /** Whether two vertices lie opposite to each other at an edge, of which the triangles are given. */
  #isTetrahedron(a: number, b: number, atEdge: readonly number[]): boolean {
    const lies = (vertex: number) => atEdge.some((triangle) => this.of(triangle).includes(vertex));
    return lies(a) && lies(b);
  }

  /** Draws a vertex into a neighbour; the two triangles between them go. Returns what undoes it. */
  draw(vertex: number, into: number): () => void {
    const touched = [...this.#around[vertex]!];
    return this.#change(touched, () => {
      for (const triangle of touched) {
        if (this.of(triangle).includes(into)) this.#set(triangle, [GONE, GONE, GONE]);
        else
          this.#set(
            triangle,
            this.of(triangle).map((corner) => (corner === vertex ? into : corner)),
          );
      }
    });
  }

  /** Whether the edge between two vertices can become the one between the corners opposite to it. */
  canTurn(a: number, b: number): boolean {
    const shared = this.at(a, b);
    if (shared.length !== 2) return false;
    const [c, d] = shared.map((triangle) => this.#apex(triangle, a, b)) as [number, number];
    return c !== d && this.at(c, d).length === 0;
  }

  /** Replaces the edge between two vertices by the one between the corners opposite to it. Returns what undoes it. */
  turn(a: number, b: number): () => void {
    const [s, t] = this.at(a, b) as [number, number];
    const [c, d] = [this.#apex(s, a, b), this.#apex(t, a, b)];
    return this.#change([s, t], () => {
      const [inS, inT] = [this.of(s), this.of(t)];
      this.#set(
        s,
        inS.map((corner) => (corner === b ? d : corner)),
      );
      this.#set(
        t,
        inT.map((corner) => (corner === a ? c : corner)),
      );
    });
  }

  /** Whether a vertex stays within the box around everything where it moves along an axis. */
  canMove(vertex: number, axis: number, by: number): boolean {
    const [least, most] = this.#bounds[axis]!;
    const to = this.positions[vertex * 3 + axis]! + by;
    return to >= least && to <= most;
  }

  /** Moves a vertex along an axis. Returns what undoes it. */
  move(vertex: number, axis: number, by: number): () => void {
    const at = vertex * 3 + axis;
    const before = this.positions[at]!;
    this.positions[at] = Math.fround(before + by);
    return () => {
      this.positions[at] = before;
    };
  }

  /** Takes a piece away. */
  remove(piece: readonly number[]): void {
    for (const triangle of piece) this.#set(triangle, [GONE, GONE, GONE]);
  }

  /** Six times the volume that some triangles enclose. */
  #sixVolumes(piece: readonly number[]): number {
    const p = this.positions;
    const [x, y, z] = p.subarray(this.corners[piece[0]! * 3]! * 3);
    let sum = 0;
    for (const triangle of piece) {
      const [a, b, c] = this.of(triangle).map((corner) => corner * 3) as [number, number, number];
      const [ax, ay, az] = [p[a]! - x!, p[a + 1]! - y!, p[a + 2]! - z!];
      const [bx, by, bz] = [p[b]! - x!, p[b + 1]! - y!, p[b + 2]! - z!];
      const [cx, cy, cz] = [p[c]! - x!, p[c + 1]! - y!, p[c + 2]! - z!];
      sum += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
    }
    return sum;
  }

  /** How thick a piece would be if it were a plate with the same volume and surface: negative of the walls of a cavity. */
  thickness(piece: readonly number[]): number {
    const area = piece.reduce((sum, triangle) => sum + this.area(triangle), 0);
    return this.#sixVolumes(piece) / 3 / area;
  }

  /** The triangles of each of the surfaces that share no vertex. */
  pieces(): number[][] {
    const seen = new Uint8Array(this.triangleCount);
    const reached = new Uint8Array(this.positions.length / 3);
    const pieces: number[][] = [];
    for (let start = 0; start < seen.length; start++) {
      if (seen[start] || !this.has(start)) continue;
      const piece = [start];
      seen[start] = 1;
      for (const triangle of piece) {
        for (const corner of this.of(triangle)) {
          if (reached[corner]) continue;
          reached[corner] = 1;
          for (const other of this.#around[corner]!) {
            if (seen[other]) continue;
            seen[other] = 1;
            piece.push(other);
          }
        }
      }
      pieces.push(piece);
    }
    return pieces;
  }

  #change(triangles: readonly number[], change: () => void): () => void {
    const before = triangles.map((triangle) => this.of(triangle));
    change();
    return () => {
      for (const [i, triangle] of triangles.entries()) this.#set(triangle, before[i]!);
    };
  }

  #set(triangle: number, corners: readonly number[]): void {
    for (const corner of this.of(triangle)) {
      if (corner === GONE) continue;
      const list = this.#around[corner]!;
      list.splice(list.indexOf(triangle), 1);
    }
    for (const [i, corner] of corners.entries()) {
      this.corners[triangle * 3 + i] = corner;
      if (corner !== GONE) this.#around[corner]!.push(triangle);
    }
  }

  #apex(triangle: number, a: number, b: number): number {
    return this.of(triangle).find((corner) => corner !== a && corner !== b)!;
  }

  #neighbours(vertex: number): Set<number> {
    const found = new Set(this.#around[vertex]!.flatMap((triangle) => this.of(triangle)));
    found.delete(vertex);
    return found;
  }
}

function extent(positions: Float64Array, axis: number): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let i = axis; i < positions.length; i += 3) {
    least = Math.min(least, positions[i]!);
    most = Math.max(most, positions[i]!);
  }
  return [least, most];
}
