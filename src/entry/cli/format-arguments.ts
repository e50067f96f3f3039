import { FORMAT_IDS } from '../../contract/formats.ts';
import { UsageError } from './usage-error.ts';

/** The part of the help text on how files are written. */
export const FORMAT_USAGE = `Files
  --format FORMATS          several, separated by commas, go into one ZIP; stl is the default. There are
                            ${FORMAT_IDS.join(', ')}
  --up-axis AXIS            z or y (stl, obj, ply, dae)
  --unit UNIT               m, ft or mm (stl, obj, ply, dae, dxf, 3dm)
  --scale N                 1:N; or fit: fits a print bed of 200 mm (the default of 3mf)
  --xy-origin ORIGIN        middle: of the area (default); corner: x and y from the model's south-west corner (all but 3mf)
  --z-origin ORIGIN         datum: heights above the terrain's datum; zero: from the lowest point (all but 3mf)
  --encoding ENCODING       binary or ascii (stl, ply)
  --faces FACES             triangles, or quads where two lie in one plane (obj, ply, dae)
  --group-by GROUP          building or layer: what becomes one object (obj, glb, dae, usdz)
  --normals NORMALS         none, flat or smooth (obj, glb, ply, dae, usdz)
  --precision DECIMALS      0 to 9, or auto: a millimetre in nature or finer (text formats)
  --crs SYSTEM              utm (default: by zone), local, or "EPSG:n DEFINITION" (geojson is always WGS84)
  --plan STYLE              site or figure-ground (svg, png)
  --meshopt                 compressed GLB (EXT_meshopt_compression)
  --instancing              trees as GPU instances in GLB (EXT_mesh_gpu_instancing)
  --fuse                    all bodies of a file as one closed surface, without faces inside (stl, 3mf, obj, ply)
`;

/** The options of the command line that say how files are written. */
export const FORMAT_FLAGS = {
  'up-axis': { type: 'string' },
  unit: { type: 'string' },
  scale: { type: 'string' },
  'xy-origin': { type: 'string' },
  'z-origin': { type: 'string' },
  encoding: { type: 'string' },
  faces: { type: 'string' },
  'group-by': { type: 'string' },
  normals: { type: 'string' },
  precision: { type: 'string' },
  crs: { type: 'string' },
  plan: { type: 'string' },
  meshopt: { type: 'boolean' },
  instancing: { type: 'boolean' },
  fuse: { type: 'boolean' },
} as const;

/** Options whose value is a number or a word. */
const NUMBERS = ['scale', 'precision'];

/** The fields of the request's options that the command line's options amount to, unchecked. */
export function formatOptions(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const flag of Object.keys(FORMAT_FLAGS)) {
    const value = values[flag];
    if (value !== undefined) options[flag.replaceAll('-', '_')] = NUMBERS.includes(flag) ? numberOrWord(value) : value;
  }
  return options;
}

/** `--format stl,glb`: the first is the request's format, the others go beside it. */
export function chosenFormats(text: string | undefined): { format?: string; others?: string[] } {
  if (text === undefined) return {};
  const [format, ...others] = text.split(',').map((part) => part.trim());
  if (!format) throw new UsageError('--format needs the name of a format.');
  return { format, ...(others.length > 0 && { others }) };
}

function numberOrWord(value: unknown): unknown {
  const number = Number(value);
  return value === '' || Number.isNaN(number) ? value : number;
}
