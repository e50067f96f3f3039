import type { OsmData, OsmWay, Tags } from '../osm-data.ts';

/** What the tests ask of the sample city's geometry: plain polygons in metres around a position. */
export interface Outline {
  readonly id: string;
  readonly tags: Tags;
  /** `x, y` pairs without the closing repeat; holes after the outer ring. */
  readonly rings: readonly Float64Array[];
  readonly box: readonly [minX: number, minY: number, maxX: number, maxY: number];
}

export interface Line {
  readonly id: string;
  readonly points: Float64Array;
  readonly box: Outline['box'];
}

/** Depth in metres below which two outlines only touch: coordinates are rounded to about a centimetre. */
const TOUCH = 0.05;

export type ToMetres = (lon: number, lat: number) => readonly [number, number];

/** Every tagged area that `wanted` accepts: closed ways and multipolygons. */
export function outlinesOf(data: OsmData, toMetres: ToMetres, wanted: (tags: Tags) => boolean): Outline[] {
  const ringOf = (coords: Float64Array) => project(coords.subarray(0, coords.length - 2), toMetres);
  const simple = [...data.ways.values()].filter((way) => wanted(way.tags));
  const compound = data.relations.filter(({ tags }) => tags.type === 'multipolygon' && wanted(tags));
  return [
    ...simple.map(({ id, tags, coords }) => outline(`way/${id}`, tags, [ringOf(coords)])),
    ...compound.map(({ id, tags, members }) =>
      outline(
        `relation/${id}`,
        tags,
        members.map(({ ref }) => ringOf(data.ways.get(ref)!.coords)),
      ),
    ),
  ];
}

function outline(id: string, tags: Tags, rings: Float64Array[]): Outline {
  return { id, tags, rings, box: boxOf(rings[0]!) };
}

/** A way as an open line. */
export function lineOf({ id, coords }: OsmWay, toMetres: ToMetres): Line {
  const points = project(coords, toMetres);
  return { id: `way/${id}`, points, box: boxOf(points) };
}

function project(coords: Float64Array, toMetres: ToMetres): Float64Array {
  const result = new Float64Array(coords.length);
  for (let i = 0; i < coords.length; i += 2) result.set(toMetres(coords[i]!, coords[i + 1]!), i);
  return result;
}

function boxOf(points: Float64Array): [number, number, number, number] {
  const xs = points.filter((_, i) => i % 2 === 0);
  const ys = points.filter((_, i) => i % 2 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Pairs whose boxes meet, by a sweep from west to east. */
export function* closePairs<A extends Pick<Outline, 'box'>, B extends Pick<Outline, 'box'>>(
  first: readonly A[],
  second: readonly B[],
): Generator<[A, B]> {
  const sorted = second.toSorted((a, b) => a.box[0] - b.box[0]);
  const widest = Math.max(0, ...second.map(({ box }) => box[2] - box[0]));
  for (const a of first) {
    const from = lowerBound(sorted, a.box[0] - widest);
    for (let i = from; i < sorted.length && sorted[i]!.box[0] < a.box[2]; i++) {
      const b = sorted[i]!;
      if (b.box[2] > a.box[0] && b.box[1] < a.box[3] && b.box[3] > a.box[1]) yield [a, b];
    }
  }
}

function lowerBound(sorted: readonly Pick<Outline, 'box'>[], x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.box[0] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether two outlines have more in common than their walls. */
export function overlap(a: Outline, b: Outline): boolean {
  if (a.rings.some((ring) => b.rings.some((other) => ringsCross(ring, other)))) return true;
  return reachesInto(a, b) || reachesInto(b, a);
}

/** Whether an open line runs through an outline. */
export function runsThrough(line: Float64Array, area: Outline): boolean {
  for (let i = 0; i + 3 < line.length; i += 2) {
    const segment = line.subarray(i, i + 4);
    if (area.rings.some((ring) => segmentCrosses(segment, ring))) return true;
    if (depthIn(area, segment[0]!, segment[1]!) > TOUCH || depthIn(area, segment[2]!, segment[3]!) > TOUCH) return true;
  }
  return false;
}

function reachesInto(a: Outline, b: Outline): boolean {
  return a.rings.some((ring) => {
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y, u, v] = edge(ring, i);
      if (depthIn(b, x, y) > TOUCH || depthIn(b, (x + u) / 2, (y + v) / 2) > TOUCH) return true;
    }
    return false;
  });
}

/** How deep a point lies inside an outline: its distance to the next wall, negative outside. */
export function depthIn({ rings }: Outline, x: number, y: number): number {
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const [ax, ay, bx, by] = edge(ring, i);
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
      const t = Math.min(
        Math.max(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2), 0),
        1,
      );
      nearest = Math.min(nearest, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
    }
  }
  return inside ? nearest : -nearest;
}

function ringsCross(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i += 2) if (segmentCrosses(Float64Array.from(edge(a, i)), b)) return true;
  return false;
}

function segmentCrosses(segment: Float64Array, ring: Float64Array): boolean {
  for (let i = 0; i < ring.length; i += 2) {
    const other = edge(ring, i);
    if (parts(segment, other) && parts(other, segment)) return true;
  }
  return false;
}

/** Whether the second segment's ends lie clearly on both sides of the first one's line. */
function parts([ax, ay, bx, by]: ArrayLike<number> & Iterable<number>, [cx, cy, dx, dy]: Iterable<number>): boolean {
  const length = Math.hypot(bx! - ax!, by! - ay!);
  const side = (x: number, y: number) => ((bx! - ax!) * (y - ay!) - (by! - ay!) * (x - ax!)) / length;
  const [c, d] = [side(cx!, cy!), side(dx!, dy!)];
  return Math.min(Math.abs(c), Math.abs(d)) > TOUCH && c > 0 !== d > 0;
}

function edge(ring: Float64Array, i: number): [number, number, number, number] {
  const j = (i + 2) % ring.length;
  return [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
}

/** Whether a ring neither crosses nor touches itself. */
export function isSimple(ring: Float64Array): boolean {
  const count = ring.length / 2;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const [a, b] = [edge(ring, 2 * i), edge(ring, 2 * j)];
      if (a[0] === b[0] && a[1] === b[1]) return false;
      const neighbours = j === i + 1 || (i === 0 && j === count - 1);
      if (!neighbours && boxesMeet(a, b) && crossExactly(a, b) && crossExactly(b, a)) return false;
    }
  }
  return true;
}

function boxesMeet([ax, ay, bx, by]: readonly number[], [cx, cy, dx, dy]: readonly number[]): boolean {
  const apart = (a: number, b: number, c: number, d: number) => Math.max(a, b) < Math.min(c, d);
  return !(
    apart(ax!, bx!, cx!, dx!) ||
    apart(cx!, dx!, ax!, bx!) ||
    apart(ay!, by!, cy!, dy!) ||
    apart(cy!, dy!, ay!, by!)
  );
}

function crossExactly([ax, ay, bx, by]: readonly number[], [cx, cy, dx, dy]: readonly number[]): boolean {
  const side = (x: number, y: number) => Math.sign((bx! - ax!) * (y - ay!) - (by! - ay!) * (x - ax!));
  return side(cx!, cy!) * side(dx!, dy!) <= 0;
}

/** Signed area in m². */
export function ringArea(ring: Float64Array): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const [ax, ay, bx, by] = edge(ring, i);
    twice += ax * by - ay * bx;
  }
  return twice / 2;
}
