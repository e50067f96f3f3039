/** Red, green, blue in sRGB, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Where a building's height comes from; a colour's fourth byte is the place in this list. */
export const PROVENANCES = ['unknown', 'measured', 'levels', 'assumed'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** An object that a file tells apart, such as a building. */
export interface Feature {
  readonly id: string;
  readonly name?: string;
  /** What the file says about it, in the order of the file. */
  readonly attributes: readonly (readonly [key: string, value: string])[];
  readonly provenance: Provenance;
}

/** Triangles of one layer, drawn in one call. Corners are not shared: the shader tells them apart by their number. */
export interface ModelLayer {
  /** As the file states it. */
  readonly name: string;
  /** `x, y, z` of three corners per triangle, in the file's unit, z up, relative to {@link Model.origin}. */
  readonly positions: Float32Array<ArrayBuffer>;
  /** Four bytes per corner: red, green, blue in sRGB, and the place of the height's provenance in {@link PROVENANCES}. */
  readonly colours: Uint8Array<ArrayBuffer>;
  /** First triangle of each run of triangles of one feature, ascending. */
  readonly runStarts: Uint32Array;
  /** The feature of each run, a place in {@link Model.features}; {@link NO_FEATURE} where the file names none. */
  readonly runFeatures: Uint32Array;
}

export const NO_FEATURE = 0xffffffff;

/** A model as it was read from its files. */
export interface Model {
  readonly layers: readonly ModelLayer[];
  readonly features: readonly Feature[];
  /** What to add to the positions to get the file's coordinates (with z up): large ones would not fit into 32 bits. */
  readonly origin: readonly [x: number, y: number, z: number];
  /** Length of the file's unit in metres; undefined where the file does not tell. */
  readonly metresPerUnit: number | undefined;
  /** Whether the file has colours of its own. */
  readonly hasColours: boolean;
  /** Triangles that were left out because a coordinate is no number or a corner does not exist. */
  readonly skipped: number;
}

/** A file to be read, and those beside it (materials), by their bare names. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The bytes of the file of that name; undefined where there is none. */
  companion(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}
