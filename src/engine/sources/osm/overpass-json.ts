import type { ElementType, OsmMember, Tags } from '../osm-data.ts';
import { NO_TAGS, OsmBuilder } from './osm-builder.ts';
import { isoTimestamp, type OsmFile } from './osm-file.ts';

type Json = Readonly<Record<string, unknown>>;

/** An Overpass answer in `[out:json]`. */
export interface OverpassAnswer {
  readonly elements: readonly unknown[];
  /** State of the data (ISO 8601). */
  readonly timestamp?: string;
  /** What the server says about the run; with the word "error" the answer is not complete. */
  readonly remark?: string;
}

/**
 * Parses the text of an Overpass JSON answer.
 * @throws SyntaxError where it is not JSON, TypeError where it is JSON of another kind; the message completes "it is …"
 */
export function parseOverpassJson(text: string): OverpassAnswer {
  const json: unknown = JSON.parse(text);
  if (!isObject(json)) throw new TypeError('JSON, but not an Overpass answer');
  if (typeof json.type === 'string' && json.type.startsWith('Feature')) throw new TypeError('GeoJSON, not OSM data');
  if (!Array.isArray(json.elements)) throw new TypeError('JSON, but not an Overpass answer (it has no "elements")');
  const timestamp = isObject(json.osm3s) ? isoTimestamp(json.osm3s.timestamp_osm_base) : undefined;
  return {
    elements: json.elements,
    ...(timestamp !== undefined && { timestamp }),
    ...(typeof json.remark === 'string' && { remark: json.remark.trim() }),
  };
}

/** Whether the server stopped before the answer was complete. */
export function isIncomplete({ remark }: OverpassAnswer): boolean {
  return remark !== undefined && /error/i.test(remark);
}

/**
 * The answer's elements: with geometry (`out geom`, also cropped) or joined by node ids (`out body; >; out skel`).
 * A relation's members that carry geometry become untagged ways where the answer holds no such way itself.
 */
export function overpassData({ elements, timestamp, remark }: OverpassAnswer): OsmFile {
  const builder = new OsmBuilder();
  for (const element of elements) addElement(builder, element);
  const { data, notes } = builder.build();
  if (remark) notes.push({ note: remark, count: 1 });
  return timestamp === undefined ? { data, notes } : { data, notes, timestamp };
}

function addElement(builder: OsmBuilder, element: unknown): void {
  if (!isObject(element)) {
    builder.note('invalid');
    return;
  }
  const { type, lon, lat, nodes, geometry, members } = element;
  const id = number(element.id);
  const tags = tagsOf(element.tags);
  if (type === 'node') builder.addNode(id, number(lon), number(lat), tags);
  else if (type === 'way') builder.addWay(id, tags, refsOf(nodes), pointsOf(geometry));
  else if (type === 'relation') builder.addRelation(id, tags, membersOf(builder, members));
}

function membersOf(builder: OsmBuilder, members: unknown): OsmMember[] {
  if (!Array.isArray(members)) return [];
  return members.filter(isObject).map((member) => {
    const type: ElementType = member.type === 'node' || member.type === 'relation' ? member.type : 'way';
    const ref = number(member.ref);
    const points = pointsOf(member.geometry);
    if (type === 'way' && points) builder.addWay(ref, NO_TAGS, undefined, points);
    return { type, ref, role: typeof member.role === 'string' ? member.role : '' };
  });
}

/** `lon, lat` pairs; NaN for the `null`s of a cropped answer. */
function pointsOf(geometry: unknown): number[] | undefined {
  if (!Array.isArray(geometry)) return undefined;
  return geometry.flatMap((point) => {
    return isObject(point) ? [number(point.lon), number(point.lat)] : [Number.NaN, Number.NaN];
  });
}

function refsOf(nodes: unknown): number[] | undefined {
  return Array.isArray(nodes) ? nodes.map(number) : undefined;
}

function tagsOf(tags: unknown): Tags {
  if (!isObject(tags)) return NO_TAGS;
  const entries = Object.entries(tags);
  if (entries.length === 0) return NO_TAGS;
  if (entries.every(([, value]) => typeof value === 'string')) return tags as Tags;
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
