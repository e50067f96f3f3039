import { PbfReader } from 'pbf';
import type { ElementType, OsmMember, Tags } from '../osm-data.ts';
import { NO_TAGS, type OsmBuilder } from './osm-builder.ts';
import { readDeltas, readMessage, readText, valueEnd } from './pbf-message.ts';

const MEMBER_TYPES: readonly ElementType[] = ['node', 'way', 'relation'];

/** What the elements of one block refer to. Offsets and granularity in nanodegrees. */
interface Block {
  readonly strings: string[];
  readonly groups: { start: number; end: number }[];
  granularity: number;
  lonOffset: number;
  latOffset: number;
}

/**
 * Reads an `OSMData` block, unpacked, into the builder. Field numbers: `osmformat.proto` of the PBF format.
 * @throws Error where the data is damaged
 */
export function readPrimitiveBlock(bytes: Uint8Array, builder: OsmBuilder): void {
  const reader = new PbfReader(bytes);
  const block = readBlock(reader);
  for (const { start, end } of block.groups) {
    reader.pos = start;
    readMessage(reader, end, (field) => {
      if (field === 1) readNode(reader, block, builder);
      else if (field === 2) readDenseNodes(reader, block, builder);
      else if (field === 3) readWay(reader, block, builder);
      else if (field === 4) readRelation(reader, block, builder);
    });
  }
}

/** The groups are only marked: what they need may come after them. */
function readBlock(reader: PbfReader): Block {
  const block: Block = { strings: [], groups: [], granularity: 100, lonOffset: 0, latOffset: 0 };
  readMessage(reader, reader.length, (field) => {
    if (field === 1) readStrings(reader, block.strings);
    else if (field === 2) {
      const end = valueEnd(reader);
      block.groups.push({ start: reader.pos, end });
      reader.pos = end;
    } else if (field === 17) block.granularity = reader.readVarint(true);
    else if (field === 19) block.latOffset = reader.readVarint(true);
    else if (field === 20) block.lonOffset = reader.readVarint(true);
  });
  return block;
}

function readStrings(reader: PbfReader, strings: string[]): void {
  readMessage(reader, valueEnd(reader), (field) => {
    if (field === 1) strings.push(readText(reader));
  });
}

function readNode(reader: PbfReader, block: Block, builder: OsmBuilder): void {
  let id = Number.NaN;
  let lat = Number.NaN;
  let lon = Number.NaN;
  let keys: number[] = [];
  let values: number[] = [];
  readMessage(reader, valueEnd(reader), (field) => {
    if (field === 1) id = reader.readSVarint();
    else if (field === 2) keys = reader.readPackedVarint(keys);
    else if (field === 3) values = reader.readPackedVarint(values);
    else if (field === 8) lat = reader.readSVarint();
    else if (field === 9) lon = reader.readSVarint();
  });
  builder.addNode(id, longitude(block, lon), latitude(block, lat), tagsOf(block, keys, values));
}

function readDenseNodes(reader: PbfReader, block: Block, builder: OsmBuilder): void {
  let ids: number[] = [];
  let lats: number[] = [];
  let lons: number[] = [];
  let keysAndValues: number[] = [];
  readMessage(reader, valueEnd(reader), (field) => {
    if (field === 1) ids = readDeltas(reader);
    else if (field === 8) lats = readDeltas(reader);
    else if (field === 9) lons = readDeltas(reader);
    else if (field === 10) keysAndValues = reader.readPackedVarint();
  });
  if (lats.length !== ids.length || lons.length !== ids.length) throw new RangeError('nodes without positions');
  const tags = denseTags(block, keysAndValues);
  for (let i = 0; i < ids.length; i++) {
    builder.addNode(ids[i]!, longitude(block, lons[i]!), latitude(block, lats[i]!), tags());
  }
}

/** Gives the tags of one dense node after the other: pairs of key and value, each node's closed by a 0. */
function denseTags(block: Block, keysAndValues: readonly number[]): () => Tags {
  let position = 0;
  return () => {
    if (!keysAndValues[position]) {
      position++;
      return NO_TAGS;
    }
    const tags: Record<string, string> = {};
    for (let key = keysAndValues[position++]; key; key = keysAndValues[position++]) {
      tags[text(block, key)] = text(block, keysAndValues[position++]);
    }
    return tags;
  };
}

function readWay(reader: PbfReader, block: Block, builder: OsmBuilder): void {
  let id = Number.NaN;
  let keys: number[] = [];
  let values: number[] = [];
  let refs: number[] = [];
  let lats: number[] = [];
  let lons: number[] = [];
  readMessage(reader, valueEnd(reader), (field) => {
    if (field === 1) id = reader.readVarint(true);
    else if (field === 2) keys = reader.readPackedVarint(keys);
    else if (field === 3) values = reader.readPackedVarint(values);
    else if (field === 8) refs = readDeltas(reader);
    else if (field === 9) lats = readDeltas(reader);
    else if (field === 10) lons = readDeltas(reader);
  });
  const points = lats.flatMap((lat, i) => [longitude(block, lons[i]!), latitude(block, lat)]);
  builder.addWay(id, tagsOf(block, keys, values), refs, points.length > 0 ? points : undefined);
}

function readRelation(reader: PbfReader, block: Block, builder: OsmBuilder): void {
  let id = Number.NaN;
  let keys: number[] = [];
  let values: number[] = [];
  let roles: number[] = [];
  let refs: number[] = [];
  let types: number[] = [];
  readMessage(reader, valueEnd(reader), (field) => {
    if (field === 1) id = reader.readVarint(true);
    else if (field === 2) keys = reader.readPackedVarint(keys);
    else if (field === 3) values = reader.readPackedVarint(values);
    else if (field === 8) roles = reader.readPackedVarint(roles);
    else if (field === 9) refs = readDeltas(reader);
    else if (field === 10) types = reader.readPackedVarint(types);
  });
  const members = refs.map((ref, i): OsmMember => {
    const type = MEMBER_TYPES[types[i] ?? -1];
    if (!type) throw new RangeError('a relation member of unknown type');
    return { type, ref, role: text(block, roles[i]) };
  });
  builder.addRelation(id, tagsOf(block, keys, values), members);
}

function tagsOf(block: Block, keys: readonly number[], values: readonly number[]): Tags {
  if (keys.length === 0) return NO_TAGS;
  const tags: Record<string, string> = {};
  for (let i = 0; i < keys.length; i++) tags[text(block, keys[i])] = text(block, values[i]);
  return tags;
}

function text(block: Block, index: number | undefined): string {
  const string = block.strings[index ?? -1];
  if (string === undefined) throw new RangeError('a text that is not in the table');
  return string;
}

function longitude(block: Block, value: number): number {
  return degrees(block.lonOffset + block.granularity * value);
}

function latitude(block: Block, value: number): number {
  return degrees(block.latOffset + block.granularity * value);
}

/** Rounded to OSM's seven digits, so that the number equals the one parsed from decimal text. */
function degrees(nanodegrees: number): number {
  return Math.round(nanodegrees / 100) / 1e7;
}
