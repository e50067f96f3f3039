import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Ground } from './ground.ts';

/** A closed ring in local metres: `x, y` pairs without the closing repeat. Outer rings run counter-clockwise, holes clockwise. */
export type Ring = Float64Array;

/** An outer ring and its holes. Simple, without repeated vertices; every coordinate a whole millimetre. */
export interface Polygon {
  readonly outer: Ring;
  readonly holes: readonly Ring[];
}

/** Where a height came from: a tag, computed from storeys, or the default of its class. */
export type HeightProvenance = 'measured' | 'levels' | 'assumed';

/** One solid of a building: a building without parts has one. */
export interface BuildingPart {
  /** OSM element, for example `way/123`. */
  readonly id: string;
  readonly footprint: readonly Polygon[];
  /** Metres above the building's lowest ground. 0 means that it stands in the ground. */
  readonly minHeight: number;
  /** Metres above the building's lowest ground. */
  readonly height: number;
  readonly provenance: HeightProvenance;
}

export interface Building {
  /** OSM element of the outline, for example `relation/123`. */
  readonly id: string;
  readonly name?: string;
  /** The value of `building`, for example `apartments`. */
  readonly class: string;
  /** Lowest ground under the footprint, z in metres. */
  readonly ground: number;
  readonly parts: readonly BuildingPart[];
}

/** Garbage in the input that was repaired or left out. */
export interface Oddity {
  readonly reason: string;
  /** OSM element, for example `way/123`. */
  readonly id: string;
}

/** The semantic model of the box in local metres: what every format starts from. */
export interface City {
  readonly frame: LocalFrame;
  readonly ground: Ground;
  readonly buildings: readonly Building[];
  readonly skipped: readonly Oddity[];
  readonly repaired: readonly Oddity[];
}
