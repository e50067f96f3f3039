import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { Ground } from './ground.ts';
import type { RoofSpec } from './roof-spec.ts';

/** Where a height came from: a tag, computed from storeys, or the default of its class. */
export type HeightProvenance = 'measured' | 'levels' | 'assumed';

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
}

export interface Building {
  /** OSM element of the outline, for example `relation/123`. */
  readonly id: string;
  readonly name?: string;
  /** The value of `building`, for example `apartments`. */
  readonly class: string;
  /** z of the lowest ground under the footprint. */
  readonly ground: number;
  /** z from which heights count: {@link ground}, or higher where the slope would bury the building. */
  readonly base: number;
  readonly parts: readonly BuildingPart[];
}

/** The semantic model of the box in local metres: what every format starts from. */
export interface City {
  readonly frame: LocalFrame;
  readonly ground: Ground;
  readonly buildings: readonly Building[];
}
