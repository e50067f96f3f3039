import type { Bbox } from '../../../geo/bbox.ts';
import type { OsmData, OsmMember, OsmNode, OsmRelation, OsmWay, Tags } from '../osm-data.ts';
import type { Corners, Vec } from './plane.ts';
import type { Row } from './rows.ts';

/** Gathers the elements whose bounding boxes touch a box. */
export class Sheet {
  readonly #bbox: Bbox;
  readonly #nodes: OsmNode[] = [];
  readonly #ways = new Map<number, OsmWay>();
  readonly #relations: OsmRelation[] = [];

  constructor(bbox: Bbox) {
    this.#bbox = bbox;
  }

  /** Whether anything between these coordinates (`lon, lat` pairs) could touch the box. */
  touches(coords: Float64Array): boolean {
    const [west, south, east, north] = this.#bbox;
    let [minLon, minLat, maxLon, maxLat] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < coords.length; i += 2) {
      minLon = Math.min(minLon, coords[i]!);
      maxLon = Math.max(maxLon, coords[i]!);
      minLat = Math.min(minLat, coords[i + 1]!);
      maxLat = Math.max(maxLat, coords[i + 1]!);
    }
    return minLon <= east && maxLon >= west && minLat <= north && maxLat >= south;
  }

  add(ways: readonly OsmWay[], relation?: OsmRelation): void {
    if (!ways.some((way) => this.touches(way.coords))) return;
    for (const way of ways) this.#ways.set(way.id, way);
    if (relation) this.#relations.push(relation);
  }

  addNode(node: OsmNode): void {
    if (this.touches(Float64Array.of(node.lon, node.lat))) this.#nodes.push(node);
  }

  data(): OsmData {
    return { nodes: this.#nodes, ways: this.#ways, relations: this.#relations };
  }
}

/** An area of a group and its tags. */
export interface Shape {
  readonly tags: Tags;
  readonly corners: Corners;
}

const COLUMN_IDS = 2 ** 18;
const SLOTS = 2 ** 8;
const SLOT_IDS = 2 ** 12;
const SECTION_IDS = 2 ** 8;

/**
 * Writes the elements of one piece of a row. Ids follow from row, column, slot and the order of writing: 15 + 18 + 8 + 12
 * bits, the most that a safe integer holds.
 */
export class Pen {
  readonly #sheet: Sheet;
  readonly #row: Row;
  #id: number;

  /**
   * @param slot what tells apart the pieces of one row and column, below 256
   * @param section what tells apart the sections of a piece, below 16
   */
  constructor(sheet: Sheet, row: Row, column: number, slot: number, section = 0) {
    this.#sheet = sheet;
    this.#row = row;
    this.#id = ((row.index * COLUMN_IDS + column) * SLOTS + slot) * SLOT_IDS + section * SECTION_IDS;
  }

  /** Whether a convex outline (metres) could touch the sheet's box. */
  reaches(outline: Corners): boolean {
    return this.#sheet.touches(this.#coords(outline));
  }

  point(tags: Tags, at: Vec): void {
    const [lon, lat] = this.#coords([at]);
    this.#sheet.addNode({ id: this.#next(), tags, lon: lon!, lat: lat! });
  }

  line(tags: Tags, points: Corners): void {
    this.#sheet.add([this.#way(tags, points)]);
  }

  area({ tags, corners }: Shape): void {
    this.#sheet.add([this.#closed(tags, corners)]);
  }

  /** An area with holes, as a multipolygon relation with untagged ways. */
  areaWithHoles(tags: Tags, outer: Corners, holes: readonly Corners[]): void {
    const rings = [outer, ...holes].map((corners) => this.#closed({}, corners));
    const members = rings.map((ring, i) => member(ring, i === 0 ? 'outer' : 'inner'));
    this.#sheet.add(rings, { id: this.#next(), tags: { type: 'multipolygon', ...tags }, members });
  }

  /** A building with parts inside. `related` adds a relation that names the parts; otherwise their position has to tell. */
  buildingWithParts(outline: Shape, parts: readonly Shape[], related: boolean): void {
    const ways = [outline, ...parts].map(({ tags, corners }) => this.#closed(tags, corners));
    const id = this.#next();
    const members = ways.map((way, i) => member(way, i === 0 ? 'outline' : 'part'));
    this.#sheet.add(ways, related ? { id, tags: { type: 'building' }, members } : undefined);
  }

  #next(): number {
    return this.#id++;
  }

  #closed(tags: Tags, corners: Corners): OsmWay {
    return this.#way(tags, [...corners, corners[0]!]);
  }

  #way(tags: Tags, points: Corners): OsmWay {
    return { id: this.#next(), tags, coords: this.#coords(points) };
  }

  #coords(points: Corners): Float64Array {
    const coords = new Float64Array(2 * points.length);
    for (let i = 0; i < points.length; i++) {
      coords[2 * i] = roundDegrees(this.#row.toLon(points[i]![0]));
      coords[2 * i + 1] = roundDegrees(this.#row.toLat(points[i]![1]));
    }
    return coords;
  }
}

function member(way: OsmWay, role: string): OsmMember {
  return { type: 'way', ref: way.id, role };
}

/** To OSM's precision of 1e-7 degrees; adding zero turns -0 into 0. */
function roundDegrees(value: number): number {
  return Math.round(value * 1e7) / 1e7 + 0;
}
