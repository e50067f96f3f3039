import type { LocalFrame } from '../../geo/local-frame.ts';
import { centroid, type Polygon, type Ring, totalArea } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmNode, Tags } from '../sources/osm-data.ts';
import { believable } from './believable.ts';
import { measuredTop } from './heights.ts';
import { parseLength } from './parse-length.ts';
import { STRUCTURES, type Structure } from './structures.ts';

/** Sides of a round structure's outline. */
const SIDES = 24;

/** The widest structure in metres whose `diameter` is believed: larger values are millimetres. */
const MAX_DIAMETER = 150;

/** The outline of a structure mapped as a point: square where it is a lattice, else round. */
export function pointOutline(
  { lon, lat, tags }: OsmNode,
  structure: Structure,
  height: number,
  frame: LocalFrame,
  kernel: PolygonKernel,
): Polygon[] {
  const [x, y] = frame.toLocal(lon, lat);
  return kernel.cover([outlineAround(x, y, diameterOf(tags, structure, height), tags)]);
}

/**
 * The outline of a structure mapped as an area: the area itself. That of a mast is often the ground between its guy wires:
 * it is drawn no wider than masts are.
 */
export function areaOutline(tags: Tags, polygons: readonly Polygon[], kernel: PolygonKernel): readonly Polygon[] {
  if (tags.man_made !== 'mast' || polygons.length === 0) return polygons;
  const structure = STRUCTURES.mast!;
  const height = measuredTop(tags) ?? structure.height;
  const diameter = diameterOf(tags, structure, height);
  if (totalArea(polygons) <= diameter ** 2) return polygons;
  return kernel.cover([outlineAround(...centroid(polygons), diameter, tags)]);
}

function diameterOf(tags: Tags, { slenderness }: Structure, height: number): number {
  const tagged = ['diameter', 'width'].map((key) => believable(tags, key, parseLength, 0.1, MAX_DIAMETER, []));
  return tagged.find((metres) => metres !== undefined) ?? Math.max(height * slenderness, 0.3);
}

function outlineAround(x: number, y: number, diameter: number, tags: Tags): Ring {
  const sides = tags['tower:construction']?.includes('lattice') ? 4 : SIDES;
  const radius = diameter / 2;
  const ring = new Float64Array(2 * sides);
  for (let i = 0; i < sides; i++) {
    const angle = ((2 * i + 1) * Math.PI) / sides;
    ring[2 * i] = x + radius * Math.cos(angle);
    ring[2 * i + 1] = y + radius * Math.sin(angle);
  }
  return ring;
}
