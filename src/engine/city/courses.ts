import type { LocalFrame } from '../../geo/local-frame.ts';
import type { OsmWay } from '../sources/osm-data.ts';
import type { Course, WidthProvenance } from './city.ts';
import { nameOf } from './cover-areas.ts';
import type { CoverId } from './covers.ts';
import { localPieces } from './local-lines.ts';
import type { Oddities } from './oddities.ts';

/** How wide a course is, and how that is known. */
export interface Width {
  /** Metres. */
  readonly width: number;
  readonly widthProvenance: WidthProvenance;
  /** Tags that were not believed, for the report: `width=-3`. */
  readonly disbelieved: readonly string[];
}

/** What a way is as a course. */
export interface CourseKind extends Width {
  readonly cover: CoverId;
}

/** The pieces of a way near the box: it is cut where even the sharpest corner at the cut stays outside the box. */
export function coursesAlong(way: OsmWay, kind: CourseKind, frame: LocalFrame, oddities: Oddities): Course[] {
  const { cover, width, widthProvenance } = kind;
  if (!hasLength(way, oddities)) return [];
  const pieces = localPieces(way.coords, frame, width);
  if (pieces.length > 0) tellDisbelieved(way, kind.disbelieved, oddities);
  return pieces.map((line, i) => ({
    id: pieceId(way, i),
    ...nameOf(way.tags),
    tags: way.tags,
    cover,
    line,
    width,
    widthProvenance,
  }));
}

/** `way/1`, and `way/1#2` for its second piece. */
export function pieceId({ id }: OsmWay, index: number): string {
  return index === 0 ? `way/${id}` : `way/${id}#${index + 1}`;
}

/** Whether a way is a line at all; if not, that is counted. */
export function hasLength({ id, coords }: OsmWay, oddities: Oddities): boolean {
  for (let i = 2; i < coords.length; i += 2) {
    if (coords[i] !== coords[0] || coords[i + 1] !== coords[1]) return true;
  }
  oddities.skip(`way/${id}`, 'a line without length');
  return false;
}

/** Counts tags that were not believed. */
export function tellDisbelieved({ id }: OsmWay, disbelieved: readonly string[], oddities: Oddities): void {
  for (const tag of disbelieved) oddities.repair(`way/${id}`, `a tag that cannot be true, ignored (${tag})`);
}
