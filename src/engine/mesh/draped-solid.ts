import { type Polygon, polygonRings } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { triangulate } from '../polygon/triangulate.ts';
import type { SurfaceId } from './layer-mesh.ts';
import type { MeshBuilder } from './mesh-builder.ts';

/** z in metres over a place. */
type HeightAt = (x: number, y: number) => number;

/** The solid between two surfaces over a polygon. */
export interface Draped {
  /** z of the solid's lower and upper side: the upper one is above the lower one everywhere. */
  readonly bottomAt: HeightAt;
  readonly topAt: HeightAt;
  /** Metres by which a straight edge of the solid may differ from the upper side where that is sampled; the lower one bends alike. */
  readonly tolerance: number;
  readonly surfaces: { readonly top: SurfaceId; readonly side: SurfaceId; readonly bottom: SurfaceId };
}

/** Metres between two samples of the heights along an edge, and of the shortest edges that come from halving. */
const SAMPLE = 2;

/** An edge is not halved more often: near a step in a surface halving its neighbours would never end. */
const MOST_HALVINGS = 8;

/** More vertices than a polygon's triangulation can have, so that two of them make one number. */
const MANY = 2 ** 26;

/**
 * Adds the closed solid between two surfaces over a polygon. Its triangulation is refined by halving edges until they
 * follow the upper one; whether an edge is halved depends on nothing but its ends, so that triangles and walls on both sides agree.
 * @returns whether the polygon could be triangulated; if not, nothing is added
 */
export function addDrapedSolid(mesh: MeshBuilder, polygon: Polygon, kernel: PolygonKernel, draped: Draped): boolean {
  const triangulation = triangulate(polygon, kernel, 'delaunay');
  if (!triangulation) return false;
  const { vertices, triangles } = triangulation;
  const drape = new Drape(mesh, draped);
  for (let i = 0; i < vertices.length; i += 2) drape.addVertex(vertices[i]!, vertices[i + 1]!);
  for (let i = 0; i < triangles.length; i += 3) drape.addTriangle(triangles[i]!, triangles[i + 1]!, triangles[i + 2]!);
  let start = 0;
  for (const { length } of polygonRings(polygon)) {
    const count = length / 2;
    for (let i = 0; i < count; i++) drape.addWall(start + i, start + ((i + 1) % count));
    start += count;
  }
  return true;
}

/** The upper and lower side of a solid while it is refined. A vertex is one on each side, above one another. */
class Drape {
  readonly #mesh: MeshBuilder;
  readonly #draped: Draped;
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  /** How many halvings led to each vertex. */
  readonly #generations: number[] = [];
  /** The mesh's vertices of each vertex. */
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  /** The vertex that halves an edge, or -1, by the edge's vertices. */
  readonly #middles = new Map<number, number>();

  constructor(mesh: MeshBuilder, draped: Draped) {
    this.#mesh = mesh;
    this.#draped = draped;
  }

  addVertex(x: number, y: number, generation = 0): number {
    this.#lower.push(this.#mesh.vertex(x, y, millimetres(this.#draped.bottomAt(x, y))));
    this.#upper.push(this.#mesh.vertex(x, y, millimetres(this.#draped.topAt(x, y))));
    this.#generations.push(generation);
    this.#x.push(x);
    return this.#y.push(y) - 1;
  }

  /** Adds a triangle to both sides, in pieces where its edges are halved. */
  addTriangle(a: number, b: number, c: number): void {
    const [ab, bc, ca] = [this.#middle(a, b), this.#middle(b, c), this.#middle(c, a)];
    const halved = Number(ab >= 0) + Number(bc >= 0) + Number(ca >= 0);
    if (halved === 0) this.#addWhole(a, b, c);
    else if (halved === 3) {
      this.addTriangle(a, ab, ca);
      this.addTriangle(ab, b, bc);
      this.addTriangle(ca, bc, c);
      this.addTriangle(ab, bc, ca);
    } else if (halved === 1) {
      if (ab >= 0) this.#addHalved(a, b, c, ab);
      else if (bc >= 0) this.#addHalved(b, c, a, bc);
      else this.#addHalved(c, a, b, ca);
    } else if (ab < 0) this.#addTwiceHalved(c, a, b, ca, bc);
    else if (bc < 0) this.#addTwiceHalved(a, b, c, ab, ca);
    else this.#addTwiceHalved(b, c, a, bc, ab);
  }

  /** Adds the wall under an edge of the rim, whose inside is on its left. */
  addWall(a: number, b: number): void {
    const middle = this.#middle(a, b);
    if (middle >= 0) {
      this.addWall(a, middle);
      this.addWall(middle, b);
      return;
    }
    const { side } = this.#draped.surfaces;
    this.#mesh.triangle(this.#lower[a]!, this.#lower[b]!, this.#upper[b]!, side);
    this.#mesh.triangle(this.#lower[a]!, this.#upper[b]!, this.#upper[a]!, side);
  }

  #addWhole(a: number, b: number, c: number): void {
    const { top, bottom } = this.#draped.surfaces;
    this.#mesh.triangle(this.#lower[a]!, this.#lower[c]!, this.#lower[b]!, bottom);
    this.#mesh.triangle(this.#upper[a]!, this.#upper[b]!, this.#upper[c]!, top);
  }

  /** Two pieces of a triangle whose first edge is halved. */
  #addHalved(a: number, b: number, c: number, ab: number): void {
    this.addTriangle(a, ab, c);
    this.addTriangle(ab, b, c);
  }

  /** Three pieces of a triangle whose edges at its first corner are halved. */
  #addTwiceHalved(a: number, b: number, c: number, ab: number, ca: number): void {
    this.addTriangle(a, ab, ca);
    this.addTriangle(ab, b, c);
    this.addTriangle(ab, c, ca);
  }

  #middle(a: number, b: number): number {
    const key = Math.min(a, b) * MANY + Math.max(a, b);
    const known = this.#middles.get(key);
    if (known !== undefined) return known;
    const [ax, ay, bx, by] = [this.#x[a]!, this.#y[a]!, this.#x[b]!, this.#y[b]!];
    const generation = Math.max(this.#generations[a]!, this.#generations[b]!) + 1;
    const isWhole = generation > MOST_HALVINGS || this.#isStraight(ax, ay, bx, by);
    const middle = isWhole ? -1 : this.addVertex((ax + bx) / 2, (ay + by) / 2, generation);
    this.#middles.set(key, middle);
    return middle;
  }

  /** Whether the upper side runs straight between two places, or they are too near each other to matter. */
  #isStraight(ax: number, ay: number, bx: number, by: number): boolean {
    const steps = 2 * Math.ceil(Math.hypot(bx - ax, by - ay) / (2 * SAMPLE));
    if (steps < 4) return true;
    const { topAt, tolerance } = this.#draped;
    const [from, to] = [topAt(ax, ay), topAt(bx, by)];
    for (let step = 1; step < steps; step++) {
      const t = step / steps;
      const line = from + (to - from) * t;
      if (Math.abs(topAt(ax + (bx - ax) * t, ay + (by - ay) * t) - line) > tolerance) return false;
    }
    return true;
  }
}

function millimetres(value: number): number {
  return Math.round(value * 1000) / 1000;
}
