import { parseArgs } from 'node:util';
import { LAYER_IDS } from '../../contract/layers.ts';
import { isTerrainName } from '../node/source-names.ts';
import { chosenFormats, FORMAT_FLAGS, FORMAT_USAGE, formatOptions } from './format-arguments.ts';
import { UsageError } from './usage-error.ts';

export const USAGE = `Usage: npm run --silent export -- AREA [OPTIONS] --out FILE.zip

Area, one of
  --bbox W,S,E,N            WGS84 degrees
  --center LON,LAT          with --size
  --address "TEXT"          with --size; found by the address search
  --size W,H                metres (default 500,500)

Options
  --include LAYERS          separated by commas; terrain is the default. There are
                            ${LAYER_IDS.join(', ')}
  --separate-files          each layer to a file of its own
  --features SOURCE         overpass (default), sample, or a file: .osm, .osm.gz, .osm.pbf, Overpass .json
  --terrain SOURCE          tiles (default), sample (default with --features sample), flat, or a file: .hgt, .hgt.zip;
                            may be repeated for several files
  --edge RULE               whole (default): buildings whose centroid is inside; clip: cut at the edge
  --lod LEVEL               2 (default): roofs in their mapped shapes; 1: flat roofs
  --storey-height METRES    of storeys whose number is known or assumed (default 3)
  --default-levels NUMBER   storeys where nothing is known (default: by class)
  --known-heights           leave out buildings whose height would be assumed
  --base-thickness METRES   ground below the lowest point of the terrain (default 5)
  --help                    this text

${FORMAT_USAGE}`;

/** The command line as it was typed, split into words the program knows. */
export interface Arguments {
  /** The request body of the Simple Export API that it amounts to, unchecked. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly features: string;
  readonly terrain: readonly string[];
  readonly out: string;
}

/**
 * Reads the command line.
 * @returns `'help'` where help is asked for
 * @throws UsageError for unknown options and what cannot be a value
 */
export function readArguments(args: readonly string[]): Arguments | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (!values.out) throw new UsageError('Say where to write: --out FILE.zip');
  const features = values.features ?? 'overpass';
  const terrain = values.terrain ?? [features === 'sample' ? 'sample' : 'tiles'];
  const named = terrain.filter((source) => isTerrainName(source));
  if (named.length > 0 && terrain.length > 1) throw new UsageError('Only files can be given with several --terrain.');
  const { format, others } = chosenFormats(values.format);
  const body = {
    ...numbersOption(values, 'bbox'),
    ...numbersOption(values, 'center'),
    ...numbersOption(values, 'size'),
    ...(values.address === undefined ? {} : { address: values.address }),
    ...(format === undefined ? {} : { format }),
    ...(values.include === undefined ? {} : { include: values.include.split(',').map((layer) => layer.trim()) }),
    separate_files: values['separate-files'] ?? false,
    options: {
      ...(features === 'sample' ? { data: 'sample' } : {}),
      ...(named[0] === undefined ? {} : { terrain: named[0] }),
      ...(values.edge === undefined ? {} : { edge: values.edge }),
      ...numberOption(values, 'lod'),
      ...numberOption(values, 'storey-height'),
      ...numberOption(values, 'default-levels'),
      ...(values['known-heights'] ? { assume_heights: false } : {}),
      ...numberOption(values, 'base-thickness'),
      ...(others === undefined ? {} : { formats: others }),
      ...formatOptions(values),
    },
  };
  return { body, features, terrain, out: values.out };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: withNegativeValues(args),
      options: {
        bbox: { type: 'string' },
        center: { type: 'string' },
        size: { type: 'string' },
        address: { type: 'string' },
        format: { type: 'string' },
        include: { type: 'string' },
        'separate-files': { type: 'boolean' },
        features: { type: 'string' },
        terrain: { type: 'string', multiple: true },
        edge: { type: 'string' },
        lod: { type: 'string' },
        'storey-height': { type: 'string' },
        'default-levels': { type: 'string' },
        'known-heights': { type: 'boolean' },
        'base-thickness': { type: 'string' },
        ...FORMAT_FLAGS,
        out: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `--bbox -0.1,51.4,…`: a value that begins with a minus sign is joined to its option, or it would pass for one. */
function withNegativeValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of args) {
    const previous = joined.at(-1);
    if (/^-[\d.]/.test(word) && previous?.startsWith('--') && !previous.includes('=')) {
      joined[joined.length - 1] = `${previous}=${word}`;
    } else joined.push(word);
  }
  return joined;
}

function numbersOption(values: Readonly<Record<string, unknown>>, name: string): Record<string, number[]> {
  const text = values[name];
  if (typeof text !== 'string') return {};
  return { [name]: text.split(',').map((part) => number(part, `--${name}`)) };
}

/** `--base-thickness 5` as the request's field `base_thickness`. */
function numberOption(values: Readonly<Record<string, unknown>>, name: string): Record<string, number> {
  const text = values[name];
  return typeof text === 'string' ? { [name.replace('-', '_')]: number(text, `--${name}`) } : {};
}

function number(text: string, option: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`${option} needs numbers, not “${text}”.`);
  return value;
}
