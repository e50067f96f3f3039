import * as v from 'valibot';

/** Which axis of the file points up. */
export const UP_AXES = {
  z: 'As in CAD, GIS and printing: x east, y north, z up',
  y: 'As in games and films: x east, y up, z south',
} as const;

/** Units of length. */
export const UNITS = {
  m: { label: 'Metres', perMetre: 1 },
  ft: { label: 'Feet', perMetre: 1 / 0.3048 },
  mm: { label: 'Millimetres', perMetre: 1000 },
} as const;
export type UnitId = keyof typeof UNITS;

/** Where a file's x and y are 0. */
export const XY_ORIGINS = {
  middle: 'The middle of the area',
  corner: 'The south-west corner of the model: none is negative to the east and north',
} as const;

/** What height 0 means. */
export const Z_ORIGINS = {
  datum: 'Heights above the datum of the terrain data',
  zero: 'The lowest point of the model is at 0',
} as const;

export const ENCODINGS = {
  binary: 'Small and fast to read',
  ascii: 'Readable text, several times as large',
} as const;

export const FACES = {
  triangles: 'Every face a triangle',
  quads: 'Pairs of triangles in one plane become one face of four corners',
} as const;
export type Faces = keyof typeof FACES;

/** What becomes one object in the file. */
export const GROUPINGS = {
  building: 'Every building, tree or road an object that can be picked',
  layer: 'Each layer one object',
} as const;
export type Grouping = keyof typeof GROUPINGS;

export const NORMALS = {
  none: 'The program that opens the file works them out',
  flat: 'Every face plane, every edge hard',
  smooth: 'Round where faces meet at less than 30°, hard edges elsewhere',
} as const;
export type Normals = keyof typeof NORMALS;

/** How plans are drawn. */
export const PLAN_STYLES = {
  site: 'Everything in its colour',
  'figure-ground': 'Buildings in black, all else white',
} as const;
export type PlanStyle = keyof typeof PLAN_STYLES;

/** The largest n of a scale 1:n. */
const MAX_SCALE = 1_000_000;
const SCALE = 'must be the n of 1:n, from 1 to 1000000, or fit';
const PRECISION = 'must be 0 to 9 decimals, or auto';

const CRS = 'must be local, utm, or a code with its PROJ definition: EPSG:2056 +proj=somerc …';
const LONGEST_CRS = 4000;

function oneOf<const Table extends object>(table: Table) {
  const ids = Object.keys(table) as (keyof Table & string)[];
  return v.optional(v.picklist(ids, `must be ${ids.join(' or ')}`));
}

/** How files are written. Which of these a format knows, and what it does without them, is in `formats.ts`. */
export const FORMAT_OPTION_ENTRIES = {
  up_axis: oneOf(UP_AXES),
  unit: oneOf(UNITS),
  /** The n of 1:n; `fit`: the round scale at which the model fits a print bed of 200 mm. */
  scale: v.optional(
    v.union(
      [v.pipe(v.number(SCALE), v.finite(SCALE), v.minValue(1, SCALE), v.maxValue(MAX_SCALE, SCALE)), v.literal('fit')],
      SCALE,
    ),
  ),
  xy_origin: oneOf(XY_ORIGINS),
  z_origin: oneOf(Z_ORIGINS),
  encoding: oneOf(ENCODINGS),
  faces: oneOf(FACES),
  group_by: oneOf(GROUPINGS),
  normals: oneOf(NORMALS),
  /** Decimals of coordinates in the file's unit; `auto`: as many as a millimetre in nature needs, one more where bodies are fused. */
  precision: v.optional(
    v.union(
      [
        v.pipe(v.number(PRECISION), v.integer(PRECISION), v.minValue(0, PRECISION), v.maxValue(9, PRECISION)),
        v.literal('auto'),
      ],
      PRECISION,
    ),
  ),
  /**
   * The reference system of coordinates: `local`, `utm` (by the zone of the model's middle), or `EPSG:code` with its PROJ or WKT
   * definition behind a space; zones of UTM on WGS84 and ETRS89 need none.
   */
  crs: v.optional(
    v.pipe(
      v.string(CRS),
      v.trim(),
      v.maxLength(LONGEST_CRS, CRS),
      v.regex(/^(local|utm|EPSG:\d{4,6}(\s[\s\S]+)?)$/, CRS),
    ),
  ),
  plan: oneOf(PLAN_STYLES),
  /** Compress with EXT_meshopt_compression. */
  meshopt: v.optional(v.boolean('must be true or false')),
  /** Write repeated shapes with EXT_mesh_gpu_instancing; otherwise as nodes that share a mesh. */
  instancing: v.optional(v.boolean('must be true or false')),
  /** All bodies of a file as their union: one closed surface without faces inside. */
  fuse: v.optional(v.boolean('must be true or false')),
};

const FormatOptionsSchema = v.strictObject(FORMAT_OPTION_ENTRIES);

/** What a request may say about its files. */
export type FormatOptions = v.InferOutput<typeof FormatOptionsSchema>;
export type FormatOptionId = keyof FormatOptions;
export const FORMAT_OPTION_IDS = Object.keys(FORMAT_OPTION_ENTRIES) as FormatOptionId[];

/** Every option with its value: what a writer goes by. */
export type FormatSettings = { readonly [Id in FormatOptionId]-?: NonNullable<FormatOptions[Id]> };
