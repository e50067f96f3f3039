import { orientedBox } from '../polygon/oriented-box.ts';
import { type Polygon, totalArea } from '../polygon/polygon.ts';
import type { Tags } from '../sources/osm-data.ts';
import { believable } from './believable.ts';
import { MAX_HEIGHT, ROOF_STOREY_HEIGHT } from './heights.ts';
import { parseLength, parseNumber } from './parse-length.ts';
import { ROOF_SHAPE_IDS, type RoofShapeId, type RoofSpec } from './roof-spec.ts';

/** A roof as its tags have it, before the part's height bounds it. */
export interface TaggedRoof {
  readonly shape: RoofShapeId;
  /** Metres. */
  readonly height: number;
  /** Whether the height comes from tags, not from the shape and the outline's width. */
  readonly isTagged: boolean;
  readonly direction?: number;
  readonly orientation: RoofSpec['orientation'];
  /** Tags that were not understood or not believed: `roof:shape=tent`. */
  readonly disbelieved: readonly string[];
}

/** Other names of shapes, met in OSM and Overture. `many` says that no single shape fits. */
const ALIASES: Readonly<Record<string, RoofShapeId>> = {
  many: 'flat',
  no: 'flat',
  yes: 'gabled',
  pitched: 'gabled',
  'hip-and-gable': 'hipped-and-gabled',
  'half-hip': 'half-hipped',
  shed: 'skillion',
  'lean-to': 'skillion',
  monopitch: 'skillion',
  conical: 'cone',
  pyramid: 'pyramidal',
  tented: 'pyramidal',
  spherical: 'dome',
  'triple-saltbox': 'quadruple-saltbox',
  'equal-hipped': 'hipped',
  halfdome: 'half-dome',
};

/** A roof's slope where neither its height, its angle nor its storeys are known. */
const USUAL_ANGLE = 35;

/** The usual height of shapes by half the outline's width and, for slopes, at most so many metres. */
const USUAL: Readonly<Partial<Record<RoofShapeId, readonly [perHalfWidth: number, most: number]>>> = {
  skillion: [0.35, 3],
  sawtooth: [0.3, 2],
  butterfly: [0.25, 2],
  round: [0.6, 8],
  dome: [1, Infinity],
  'half-dome': [1, Infinity],
  onion: [2.4, Infinity],
  cone: [1.2, Infinity],
  pyramidal: [0.8, Infinity],
};
const USUAL_SLOPE = [Math.tan((USUAL_ANGLE * Math.PI) / 180), 6] as const;

/** Of a building with a tagged height, a roof whose own is not tagged takes at most this share. */
export const MOST_OF_HEIGHT = 0.5;

const COMPASS = ['N', 'NNE', 'NE', 'ENE', 'E', 'ESE', 'SE', 'SSE', 'S', 'SSW', 'SW', 'WSW', 'W', 'WNW', 'NW', 'NNW'];

/** Reads the tags of a roof over a footprint. Heights: `roof:height`, then `roof:angle`, then `roof:levels`, then the usual. */
export function taggedRoof(tags: Tags, footprint: readonly Polygon[]): TaggedRoof {
  const disbelieved: string[] = [];
  const shape = shapeOf(tags, disbelieved);
  const halfWidth = () => orientedBox(largest(footprint).outer).width / 2;
  const height =
    believable(tags, 'roof:height', parseLength, 0, MAX_HEIGHT / 2, disbelieved) ??
    (shape === 'flat' ? undefined : angledHeight(tags, shape, halfWidth, disbelieved)) ??
    levelsHeight(tags, disbelieved);
  const direction = directionOf(tags, disbelieved);
  return {
    shape,
    height: height ?? usualHeight(shape, halfWidth),
    isTagged: height !== undefined,
    ...(direction !== undefined && { direction }),
    orientation: tags['roof:orientation'] === 'across' ? 'across' : 'along',
    disbelieved,
  };
}

function shapeOf(tags: Tags, disbelieved: string[]): RoofShapeId {
  const text = tags['roof:shape'] ?? tags['building:roof:shape'];
  if (text === undefined) return 'flat';
  const name = text.split(';')[0]!.trim().toLowerCase().replaceAll(/[_ ]/g, '-');
  const shape = ROOF_SHAPE_IDS.find((id) => id === name) ?? ALIASES[name];
  if (shape === undefined) disbelieved.push(`roof:shape=${text}`);
  return shape ?? 'flat';
}

/** A slope's rise: one slope spans the whole width, two span half of it each. */
function angledHeight(
  tags: Tags,
  shape: RoofShapeId,
  halfWidth: () => number,
  disbelieved: string[],
): number | undefined {
  const angle = believable(tags, 'roof:angle', parseNumber, 0.1, 85, disbelieved);
  if (angle === undefined) return undefined;
  return Math.tan((angle * Math.PI) / 180) * halfWidth() * (shape === 'skillion' ? 2 : 1);
}

function levelsHeight(tags: Tags, disbelieved: string[]): number | undefined {
  const levels = believable(tags, 'roof:levels', parseNumber, 0, 20, disbelieved);
  return levels ? levels * ROOF_STOREY_HEIGHT : undefined;
}

function usualHeight(shape: RoofShapeId, halfWidth: () => number): number {
  if (shape === 'flat') return 0;
  const [perHalfWidth, most] = USUAL[shape] ?? USUAL_SLOPE;
  return Math.min(perHalfWidth * halfWidth(), most);
}

/** Degrees clockwise from north. */
function directionOf(tags: Tags, disbelieved: string[]): number | undefined {
  const text = tags['roof:direction'];
  if (text === undefined) return undefined;
  const point = COMPASS.indexOf(text.trim().toUpperCase());
  if (point >= 0) return (point * 360) / COMPASS.length;
  return believable(tags, 'roof:direction', (value) => parseNumber(value?.replace('°', '')), -360, 360, disbelieved);
}

function largest(footprint: readonly Polygon[]): Polygon {
  return footprint.reduce((best, polygon) => (totalArea([polygon]) > totalArea([best]) ? polygon : best));
}
