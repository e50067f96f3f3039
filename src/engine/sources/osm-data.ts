/** OSM tags of one element. */
export type Tags = Readonly<Record<string, string>>;

export type ElementType = 'node' | 'way' | 'relation';

/** A tagged node; untagged nodes live only in the coordinates of ways. */
export interface OsmNode {
  readonly id: number;
  readonly tags: Tags;
  readonly lon: number;
  readonly lat: number;
}

/** A way with its geometry. */
export interface OsmWay {
  readonly id: number;
  readonly tags: Tags;
  /** WGS84 degrees, `lon, lat` pairs in the way's order. A node shared by two ways has the same two numbers in both. */
  readonly coords: Float64Array;
}

export interface OsmMember {
  readonly type: ElementType;
  readonly ref: number;
  readonly role: string;
}

export interface OsmRelation {
  readonly id: number;
  readonly tags: Tags;
  readonly members: readonly OsmMember[];
}

/** Map data of a box in OSM's own terms, whichever source it came from. Untagged ways appear where relations need them. */
export interface OsmData {
  readonly nodes: readonly OsmNode[];
  readonly ways: ReadonlyMap<number, OsmWay>;
  readonly relations: readonly OsmRelation[];
}
