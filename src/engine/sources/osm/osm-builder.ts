import type { OsmData, OsmMember, OsmNode, OsmRelation, OsmWay, Tags } from '../osm-data.ts';
import type { SourceNote } from '../source.ts';
import { NodeTable } from './node-table.ts';

export const NO_TAGS: Tags = Object.freeze({});

/** A way as read: node ids, or positions (`lon, lat` pairs, NaN where one is not given), or both. */
interface WayDraft {
  readonly tags: Tags;
  readonly refs: readonly number[] | undefined;
  readonly points: readonly number[] | undefined;
}

/** What was odd in the input; each becomes a note with its count. */
const NOTES = {
  deleted: 'Elements marked as deleted were left out',
  invalid: 'Elements without a valid id or position were left out',
  repeated: 'Elements that were given more than once were merged',
  missing: 'Points of ways were left out because their nodes are not in the data',
  cropped: 'Points of ways were left out because the data was cropped there',
  placeless: 'Ways without any position were left out',
} as const;

/**
 * Collects elements in any order and joins ways with their nodes.
 * An element that comes again fills in what it lacked (Overpass gives a node once with tags, once as a bare point);
 * where both tell something, the later tags and the more complete geometry win.
 */
export class OsmBuilder {
  readonly #nodes = new NodeTable();
  readonly #nodeTags = new Map<number, Tags>();
  readonly #ways = new Map<number, WayDraft>();
  readonly #relations = new Map<number, OsmRelation>();
  readonly #counts = new Map<keyof typeof NOTES, number>();

  /** Counts something odd that was survived. */
  note(kind: keyof typeof NOTES, count = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  /** Adds a node in degrees. */
  addNode(id: number, lon: number, lat: number, tags: Tags): void {
    if (!this.#accepts(Number.isSafeInteger(id) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return;
    this.#nodes.set(id, lon, lat);
    if (tags === NO_TAGS) return;
    if (this.#nodeTags.has(id)) this.note('repeated');
    this.#nodeTags.set(id, tags);
  }

  /** Adds a way by its nodes' ids, by its positions (`lon, lat` pairs, NaN where unknown), or by both. */
  addWay(id: number, tags: Tags, refs: readonly number[] | undefined, points?: readonly number[]): void {
    if (!this.#accepts(Number.isSafeInteger(id))) return;
    const known = this.#ways.get(id);
    if (known && tags !== NO_TAGS && known.tags !== NO_TAGS) this.note('repeated');
    this.#ways.set(id, known ? mergeWays(known, { tags, refs, points }) : { tags, refs, points });
  }

  addRelation(id: number, tags: Tags, members: readonly OsmMember[]): void {
    if (!this.#accepts(Number.isSafeInteger(id))) return;
    const known = this.#relations.get(id);
    if (known) this.note('repeated');
    this.#relations.set(id, {
      id,
      tags: known && tags === NO_TAGS ? known.tags : tags,
      members: known && members.length === 0 ? known.members : members,
    });
  }

  /** Everything that was added, ways with their positions. */
  build(): { data: OsmData; notes: SourceNote[] } {
    const ways = this.#resolveWays();
    const nodes = Array.from(this.#nodeTags, ([id, tags]) => this.#taggedNode(id, tags));
    const notes = Array.from(this.#counts, ([kind, count]) => ({ note: NOTES[kind], count }));
    return { data: { nodes, ways, relations: [...this.#relations.values()] }, notes };
  }

  #accepts(valid: boolean): boolean {
    if (!valid) this.note('invalid');
    return valid;
  }

  #taggedNode(id: number, tags: Tags): OsmNode {
    const index = this.#nodes.indexOf(id);
    return { id, tags, lon: this.#nodes.lon(index), lat: this.#nodes.lat(index) };
  }

  #resolveWays(): Map<number, OsmWay> {
    const ways = new Map<number, OsmWay>();
    for (const [id, draft] of this.#ways) {
      const coords = this.#coords(draft);
      if (coords.length > 0) ways.set(id, { id, tags: draft.tags, coords });
      else this.note('placeless');
    }
    return ways;
  }

  #coords({ refs, points }: WayDraft): Float64Array {
    const count = points ? points.length / 2 : (refs?.length ?? 0);
    const lookUp = refs?.length === count ? refs : undefined;
    const coords = new Float64Array(count * 2);
    let length = 0;
    for (let i = 0; i < count; i++) {
      let lon = points?.[i * 2] ?? Number.NaN;
      let lat = points?.[i * 2 + 1] ?? Number.NaN;
      if (Number.isNaN(lon) && lookUp) {
        const index = this.#nodes.indexOf(lookUp[i]!);
        if (index >= 0) {
          lon = this.#nodes.lon(index);
          lat = this.#nodes.lat(index);
        }
      }
      if (Number.isNaN(lon)) continue;
      coords[length++] = lon;
      coords[length++] = lat;
    }
    const gaps = count - length / 2;
    if (gaps > 0) this.note(points ? 'cropped' : 'missing', gaps);
    return gaps > 0 ? coords.slice(0, length) : coords;
  }
}

function mergeWays(known: WayDraft, next: WayDraft): WayDraft {
  return {
    tags: next.tags === NO_TAGS ? known.tags : next.tags,
    refs: next.refs?.length ? next.refs : known.refs,
    points: gaps(next.points) < gaps(known.points) ? next.points : known.points,
  };
}

function gaps(points: readonly number[] | undefined): number {
  if (!points) return Number.POSITIVE_INFINITY;
  return points.reduce((count, value) => (Number.isNaN(value) ? count + 1 : count), 0);
}
