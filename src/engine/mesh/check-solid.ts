/** A range of triangles in a pair of mesh buffers, as in `LayerMesh` and its bodies. */
export interface TriangleRange {
  /** `x, y, z` per vertex. */
  readonly positions: ArrayLike<number>;
  /** Three vertex numbers per triangle. */
  readonly triangles: ArrayLike<number>;
  /** First triangle and number of triangles. */
  readonly first: number;
  readonly count: number;
}

/** What a check of solids found. */
export interface SolidCheck {
  /** Whether every edge belongs to exactly two triangles. */
  readonly closed: boolean;
  /** Whether the triangles at every edge pair up in opposite directions, so that they agree on which side is outside. */
  readonly oriented: boolean;
  /** Edges with a single triangle. */
  readonly openEdges: number;
  /** Edges with more than two triangles. */
  readonly nonManifoldEdges: number;
  /** Triangles without area; those with coinciding corners take no part in the count of edges. */
  readonly degenerate: number;
  /** Enclosed volume in cubic metres; negative where the triangles face inwards. */
  readonly volume: number;
}

/** As {@link checkSolids} for one range of triangles. */
export function checkSolid(
  positions: ArrayLike<number>,
  triangles: ArrayLike<number>,
  first: number,
  count: number,
): SolidCheck {
  return checkSolids([{ positions, triangles, first, count }]);
}

/**
 * Checks triangles as a reader of the written file sees them: vertices are the same where their positions are equal as
 * 32-bit floats. Several ranges are checked as one: two closed bodies that share an edge show as non-manifold.
 */
export function checkSolids(ranges: readonly TriangleRange[]): SolidCheck {
  const total = ranges.reduce((sum, range) => sum + range.count, 0);
  welder.reset(3 * total);
  edges.reset(3 * total);
  let degenerate = 0;
  let volume = 0;
  const origin = firstVertex(ranges);
  for (const range of ranges) {
    const result = addRange(range, origin);
    degenerate += result.degenerate;
    volume += result.volume;
  }
  return { ...edges.summary(), degenerate, volume };
}

/** Volumes are summed up from here: the same place for all ranges, since one alone may be open. */
function firstVertex(ranges: readonly TriangleRange[]): [x: number, y: number, z: number] {
  const range = ranges.find(({ count }) => count > 0);
  if (!range) return [0, 0, 0];
  const vertex = 3 * range.triangles[3 * range.first]!;
  return [range.positions[vertex]!, range.positions[vertex + 1]!, range.positions[vertex + 2]!];
}

function addRange(
  { positions, triangles, first, count }: TriangleRange,
  [ox, oy, oz]: readonly [x: number, y: number, z: number],
): { degenerate: number; volume: number } {
  welder.startRange(triangles, first, count);
  let degenerate = 0;
  let sixVolumes = 0;
  for (let t = 3 * first; t < 3 * (first + count); t += 3) {
    const i = triangles[t]!;
    const j = triangles[t + 1]!;
    const k = triangles[t + 2]!;
    sixVolumes += tripleProduct(positions, 3 * i, 3 * j, 3 * k, ox, oy, oz);
    const a = welder.weld(positions, i);
    const b = welder.weld(positions, j);
    const c = welder.weld(positions, k);
    if (a === b || b === c || c === a) {
      degenerate++;
      continue;
    }
    if (isFlat(positions, 3 * i, 3 * j, 3 * k)) degenerate++;
    edges.add(a, b);
    edges.add(b, c);
    edges.add(c, a);
  }
  return { degenerate, volume: sixVolumes / 6 };
}

/** Determinant of three vertices relative to an origin: six times the volume of their tetrahedron. */
function tripleProduct(
  p: ArrayLike<number>,
  a: number,
  b: number,
  c: number,
  ox: number,
  oy: number,
  oz: number,
): number {
  const ax = p[a]! - ox;
  const ay = p[a + 1]! - oy;
  const az = p[a + 2]! - oz;
  const bx = p[b]! - ox;
  const by = p[b + 1]! - oy;
  const bz = p[b + 2]! - oz;
  const cx = p[c]! - ox;
  const cy = p[c + 1]! - oy;
  const cz = p[c + 2]! - oz;
  return ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
}

/** Whether three vertices lie on one line as 32-bit floats. */
function isFlat(p: ArrayLike<number>, a: number, b: number, c: number): boolean {
  const ax = Math.fround(p[a]!);
  const ay = Math.fround(p[a + 1]!);
  const az = Math.fround(p[a + 2]!);
  const ux = Math.fround(p[b]!) - ax;
  const uy = Math.fround(p[b + 1]!) - ay;
  const uz = Math.fround(p[b + 2]!) - az;
  const vx = Math.fround(p[c]!) - ax;
  const vy = Math.fround(p[c + 1]!) - ay;
  const vz = Math.fround(p[c + 2]!) - az;
  return uy * vz === uz * vy && uz * vx === ux * vz && ux * vy === uy * vx;
}

/** Power of two with room for `entries` at a load of at most one half. */
function tableSize(entries: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(entries, 8) * 2));
}

/** Spreads the bits of a hash, so that its low ones depend on all. */
function mix(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/**
 * Gives vertices with equal positions equal numbers. The tables are kept from check to check, and only the part that a
 * check needs is cleared: a report checks thousands of small bodies.
 */
class Welder {
  #capacity = 0;
  #mask = 0;
  /** Number of a welded vertex plus one; 0 is free. */
  #slots = new Int32Array(0);
  /** Bits of the three 32-bit floats of each welded vertex. */
  #keys = new Int32Array(0);
  #count = 0;
  /** Number of a welded vertex plus one by vertex, from `#base` on: most vertices occur in several triangles. */
  #known = new Int32Array(0);
  #base = 0;
  #span = 0;
  readonly #floats = new Float32Array(3);
  readonly #bits = new Int32Array(this.#floats.buffer);

  reset(vertices: number): void {
    this.#capacity = tableSize(vertices);
    this.#mask = this.#capacity - 1;
    if (this.#slots.length < this.#capacity) this.#slots = new Int32Array(this.#capacity);
    else this.#slots.fill(0, 0, this.#capacity);
    if (this.#keys.length < 3 * vertices) this.#keys = new Int32Array(3 * vertices);
    this.#count = 0;
  }

  startRange(triangles: ArrayLike<number>, first: number, count: number): void {
    let min = Number.POSITIVE_INFINITY;
    let max = -1;
    for (let t = 3 * first; t < 3 * (first + count); t++) {
      const vertex = triangles[t]!;
      if (vertex < min) min = vertex;
      if (vertex > max) max = vertex;
    }
    this.#base = min;
    // Where the numbers are scattered widely, the table of known vertices would cost more than it saves.
    this.#span = max - min < 12 * count + 64 ? max - min + 1 : 0;
    if (this.#known.length < this.#span) this.#known = new Int32Array(this.#span);
    else this.#known.fill(0, 0, this.#span);
  }

  weld(positions: ArrayLike<number>, vertex: number): number {
    if (this.#span === 0) return this.#find(positions, vertex);
    const known = this.#known[vertex - this.#base]!;
    if (known > 0) return known - 1;
    const found = this.#find(positions, vertex);
    this.#known[vertex - this.#base] = found + 1;
    return found;
  }

  #find(positions: ArrayLike<number>, vertex: number): number {
    // Adding 0 makes -0 and 0 the same bits.
    this.#floats[0] = positions[3 * vertex]! + 0;
    this.#floats[1] = positions[3 * vertex + 1]! + 0;
    this.#floats[2] = positions[3 * vertex + 2]! + 0;
    const x = this.#bits[0]!;
    const y = this.#bits[1]!;
    const z = this.#bits[2]!;
    const keys = this.#keys;
    let slot = mix(Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77) ^ Math.imul(z, 0xc2b2ae3d)) & this.#mask;
    for (let entry = this.#slots[slot]!; entry > 0; entry = this.#slots[slot]!) {
      const k = 3 * (entry - 1);
      if (keys[k] === x && keys[k + 1] === y && keys[k + 2] === z) return entry - 1;
      slot = (slot + 1) & this.#mask;
    }
    const k = 3 * this.#count;
    keys[k] = x;
    keys[k + 1] = y;
    keys[k + 2] = z;
    this.#slots[slot] = ++this.#count;
    return this.#count - 1;
  }
}

/** Counts, for every edge, the triangles that run along it in either direction. */
class EdgeCounter {
  #capacity = 0;
  #mask = 0;
  /** Per slot: lower vertex plus one (0 is free), higher vertex, triangles from lower to higher, triangles back. */
  #slots = new Int32Array(0);

  reset(edges: number): void {
    // Half of the triangle sides where all is closed; where all is open the table still has room.
    this.#capacity = tableSize(0.625 * edges);
    this.#mask = this.#capacity - 1;
    if (this.#slots.length < 4 * this.#capacity) this.#slots = new Int32Array(4 * this.#capacity);
    else this.#slots.fill(0, 0, 4 * this.#capacity);
  }

  add(from: number, to: number): void {
    const low = Math.min(from, to) + 1;
    const high = Math.max(from, to);
    const slots = this.#slots;
    let slot = mix(Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca77)) & this.#mask;
    while (slots[4 * slot] !== 0 && (slots[4 * slot] !== low || slots[4 * slot + 1] !== high)) {
      slot = (slot + 1) & this.#mask;
    }
    slots[4 * slot] = low;
    slots[4 * slot + 1] = high;
    slots[4 * slot + (from < to ? 2 : 3)]!++;
  }

  summary(): { closed: boolean; oriented: boolean; openEdges: number; nonManifoldEdges: number } {
    let openEdges = 0;
    let nonManifoldEdges = 0;
    let misdirected = 0;
    for (let slot = 0; slot < 4 * this.#capacity; slot += 4) {
      if (this.#slots[slot] === 0) continue;
      const forward = this.#slots[slot + 2]!;
      const back = this.#slots[slot + 3]!;
      if (forward + back === 1) openEdges++;
      else if (forward !== back) misdirected++;
      if (forward + back > 2) nonManifoldEdges++;
    }
    const closed = openEdges === 0 && nonManifoldEdges === 0;
    return { closed, oriented: misdirected === 0, openEdges, nonManifoldEdges };
  }
}

const welder = new Welder();
const edges = new EdgeCounter();
