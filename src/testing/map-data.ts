import type { FeatureInput } from '../engine/city/feature-input.ts';
import { createOddities } from '../engine/city/oddities.ts';
import { createPace } from '../engine/pace.ts';
import { loadPolygonKernel } from '../engine/polygon/polygon-kernel.ts';
import type { OsmData, OsmMember, OsmWay, Tags } from '../engine/sources/osm-data.ts';
import { type Bbox, bboxFromCenter } from '../geo/bbox.ts';
import { localFrame } from '../geo/local-frame.ts';

/** A way in local metres: `x, y` pairs. */
export interface Drawn {
  readonly tags: Tags;
  readonly line: readonly number[];
}

/** A box of 400 × 400 m. */
export const TEST_BOX: Bbox = bboxFromCenter([7, 50], [400, 400]);

/** What features are made of, from data of a box. */
export async function inputOf(bbox: Bbox, data: OsmData): Promise<FeatureInput> {
  const { signal } = new AbortController();
  const kernel = await loadPolygonKernel();
  return { data, frame: localFrame(bbox), kernel, oddities: createOddities(), pace: createPace(signal) };
}

/** The same from ways that are drawn in metres around the middle of {@link TEST_BOX}; their ids count from 1. */
export function drawn(...ways: readonly Drawn[]): Promise<FeatureInput> {
  return inputOf(TEST_BOX, { nodes: [], ways: new Map(ways.map(toWay)), relations: [] });
}

/** A multipolygon `relation/1` of ways, each with its role. */
export function drawnMultipolygon(
  tags: Tags,
  rings: readonly (readonly [role: string, ...Drawn[]])[],
): Promise<FeatureInput> {
  const members: OsmMember[] = rings.map(([role], i) => ({ type: 'way', ref: i + 1, role }));
  const ways = new Map(rings.map(([, way], i) => toWay(way!, i)));
  return inputOf(TEST_BOX, {
    nodes: [],
    ways,
    relations: [{ id: 1, tags: { type: 'multipolygon', ...tags }, members }],
  });
}

/** The corners of a rectangle, closed. */
export function rectangleLine(minX: number, minY: number, maxX: number, maxY: number): number[] {
  return [minX, minY, maxX, minY, maxX, maxY, minX, maxY, minX, minY];
}

const frame = localFrame(TEST_BOX);

function toWay({ tags, line }: Drawn, index: number): [number, OsmWay] {
  const coords = new Float64Array(line.length);
  for (let i = 0; i < line.length; i += 2) coords.set(frame.toLonLat(line[i]!, line[i + 1]!), i);
  return [index + 1, { id: index + 1, tags, coords }];
}
