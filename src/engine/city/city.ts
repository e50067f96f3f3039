import type { LocalFrame } from '../../geo/local-frame.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { Tags } from '../sources/osm-data.ts';
import type { Pier } from './bridge-piers.ts';
import type { BridgeRun } from './bridge-runs.ts';
import type { CoverId } from './covers.ts';
import type { Ground } from './ground.ts';
import type { RoofSpec } from './roof-spec.ts';

/** Where a height came from: a tag, computed from storeys, or the default of its class. */
export type HeightProvenance = 'measured' | 'levels' | 'assumed';

/** Where a width came from: a tag, the number of lanes or tracks, or the default of its class. */
export type WidthProvenance = 'measured' | 'lanes' | 'assumed';

/** Red, green and blue in sRGB, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of a building's surfaces, where they are known. */
export interface BuildingColours {
  readonly wall?: Rgb;
  readonly roof?: Rgb;
}

/** One solid of a building: a building without mapped parts has one. */
export interface BuildingPart {
  /** OSM element, for example `way/123`. */
  readonly id: string;
  /** Not overlapping one another, in local metres. */
  readonly footprint: readonly Polygon[];
  /** Metres above the building's base. 0 means that it stands in the ground. */
  readonly minHeight: number;
  /** Metres above the building's base, with the roof. */
  readonly height: number;
  /** Absent where the roof is flat. */
  readonly roof?: RoofSpec;
  readonly provenance: HeightProvenance;
  readonly colours?: BuildingColours;
}

export interface Building {
  /** OSM element of the outline, for example `relation/123`. */
  readonly id: string;
  readonly name?: string;
  /** The value of `building`, for example `apartments`. */
  readonly class: string;
  /** Of the outline. */
  readonly tags: Tags;
  /** z of the lowest ground under the footprint. */
  readonly ground: number;
  /** z from which heights count: {@link ground}, or higher where the slope would bury the building. */
  readonly base: number;
  readonly parts: readonly BuildingPart[];
}

/** A feature that is a line with a width: a road, a railway, a watercourse, a barrier, or a bridge that carries one. */
export interface Course {
  /** OSM element, with `#2` and so on for further pieces. */
  readonly id: string;
  readonly name?: string;
  readonly tags: Tags;
  readonly cover: CoverId;
  /** `x, y` pairs in local metres, in the way's order (watercourses run downstream); at least two, none twice in a row. */
  readonly line: Float64Array;
  /** Metres. */
  readonly width: number;
  readonly widthProvenance: WidthProvenance;
}

/** A stretch of road or railway above the ground. */
export interface Bridge extends Course {
  /** The value of `layer`, at least 1. */
  readonly level: number;
}

/** An area that covers the ground. */
export interface CoverArea {
  readonly id: string;
  readonly name?: string;
  readonly tags: Tags;
  readonly cover: CoverId;
  readonly polygons: readonly Polygon[];
}

export type TreeShape = 'deciduous' | 'conifer' | 'palm';

export interface Tree {
  /** OSM element (`node/1`), or the row or wood that it stands for (`way/1#17`). */
  readonly id: string;
  readonly tags: Tags;
  readonly x: number;
  readonly y: number;
  readonly shape: TreeShape;
  /** Metres. */
  readonly height: number;
  /** Metres. */
  readonly crownDiameter: number;
  readonly provenance: Exclude<HeightProvenance, 'levels'>;
}

export type BarrierKind = 'wall' | 'fence' | 'hedge';

export interface Barrier {
  readonly id: string;
  readonly name?: string;
  readonly tags: Tags;
  readonly kind: BarrierKind;
  readonly line: Float64Array;
  readonly width: number;
  /** Metres above the ground along the line. */
  readonly height: number;
  readonly provenance: Exclude<HeightProvenance, 'levels'>;
}

/** The semantic model of the box in local metres: what every format starts from. */
export interface City {
  readonly frame: LocalFrame;
  readonly ground: Ground;
  /** The ground under its covers; absent where no layer of it is asked for. */
  readonly surface?: GroundSurface;
  readonly buildings: readonly Building[];
  /** What lies on the ground as lines with a width, and as areas. */
  readonly courses: readonly Course[];
  readonly areas: readonly CoverArea[];
  readonly bridges: readonly Bridge[];
  /** Bridges joined to decks, with their heights. */
  readonly bridgeRuns: readonly BridgeRun[];
  readonly piers: readonly Pier[];
  readonly trees: readonly Tree[];
  readonly barriers: readonly Barrier[];
}
