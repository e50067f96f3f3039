import type { Bbox, LonLat } from './bbox.ts';
import { checkBbox, describeBboxProblem, MAX_LATITUDE } from './check-bbox.ts';

/** A box or a center that can be used. */
export type Coordinates =
  | { readonly kind: 'bbox'; readonly bbox: Bbox }
  | { readonly kind: 'center'; readonly center: LonLat };

/** What was typed. `swapped` offers the same numbers with latitude and longitude exchanged. */
export type ParsedCoordinates =
  | Coordinates
  | { readonly kind: 'swapped'; readonly offer: Coordinates; readonly reason: string }
  | { readonly kind: 'error'; readonly reason: string };

interface Coordinate {
  readonly value: number;
  readonly axis?: 'lon' | 'lat';
}

const SWAPPED = describeBboxProblem({ kind: 'out-of-range', swapped: [0, 0, 0, 0] });
const HOW_TO_WRITE = 'Write four numbers (west, south, east, north) or two (longitude, latitude), in degrees.';

/** A number ends at a separator, a degree sign or a letter; only a small `e` with a minus begins an exponent, so that `7.42E` is east. */
const TOKEN = /([-+]?(?:\d+\.?\d*|\.\d+)(?:e-\d+)?)(?=[\s,;°NSEWnsew]|$)|([NSEWnsew])(?![a-z])|[\s,;°]+|(.)/gu;

/**
 * Reads coordinates in degrees that a person typed or pasted: `west, south, east, north`, or `lon, lat` for a center.
 * Separators are commas, semicolons and white space; brackets and degree signs may stand anywhere. With hemisphere
 * letters (`43.7355 N, 7.4242 E`) the order of latitude and longitude is free.
 */
export function parseCoordinates(text: string): ParsedCoordinates {
  const plain = text
    .replace(/[[\]()]/g, ' ')
    .replace(/[−–]/g, '-')
    .replace(/º/g, '°')
    .trim();
  if (looksLikeDecimalCommas(plain)) {
    return error('These look like decimal commas. Write decimals with a point, such as 7.4242.');
  }
  if (/['"′″’”]/.test(plain)) {
    return error('Write degrees as decimals, such as 43.7355, instead of minutes and seconds.');
  }
  const numbers = readNumbers(plain);
  return typeof numbers === 'string' ? error(numbers) : interpret(numbers);
}

/** The box as `west, south, east, north` with six decimals (about a decimetre); {@link parseCoordinates} reads it back. */
export function formatBbox(bbox: Bbox): string {
  return bbox.map((degrees) => degrees.toFixed(6).replace(/^-(0\.0+)$/, '$1')).join(', ');
}

/** Without any point: a long fraction behind a comma, or several groups that are all `n,n`. */
function looksLikeDecimalCommas(text: string): boolean {
  if (text.includes('.')) return false;
  const groups = text.split(/[\s;]+/).filter((group) => /\d/.test(group));
  const pairs = groups.filter((group) => /^[NSEW]?[-+]?\d+,\d+°?[NSEW]?,?$/i.test(group));
  return /\d,\d{4}/.test(text) || (groups.length > 1 && pairs.length === groups.length);
}

/** The numbers with the axes that their letters name, or why they cannot be read. */
function readNumbers(text: string): readonly Coordinate[] | string {
  const lettersLead = /^[NSEW]/i.test(text);
  const numbers: Coordinate[] = [];
  let letters = 0;
  let pending: string | undefined;
  for (const [, digits, letter, odd] of text.matchAll(TOKEN)) {
    if (odd) return `“${odd}” is not understood. ${HOW_TO_WRITE}`;
    if (digits) numbers.push({ value: Number(digits) });
    if (letter) letters++;
    if (letter && lettersLead) pending = letter;
    const named = lettersLead ? digits && pending : letter;
    if (!named) continue;
    const number = numbers.pop();
    if (!number || number.axis) return 'Each of the letters N, S, E, W belongs to one number.';
    if (number.value < 0) return 'Write either a minus sign or a letter, not both.';
    numbers.push(withLetter(number.value, named.toUpperCase()));
    pending = undefined;
  }
  if (letters > 0 && (letters !== numbers.length || pending)) {
    return 'Write a letter (N, S, E, W) with every number, or with none.';
  }
  return numbers;
}

function withLetter(degrees: number, letter: string): Coordinate {
  const negative = letter === 'S' || letter === 'W';
  return { value: negative ? 0 - degrees : degrees, axis: letter === 'N' || letter === 'S' ? 'lat' : 'lon' };
}

function interpret(numbers: readonly Coordinate[]): ParsedCoordinates {
  if (numbers.length !== 2 && numbers.length !== 4) {
    const count = numbers.length === 1 ? 'This is one number' : `These are ${numbers.length} numbers`;
    return error(numbers.length === 0 ? HOW_TO_WRITE : `${count}. ${HOW_TO_WRITE}`);
  }
  if (numbers[0]!.axis) return interpretNamed(numbers);
  const values = numbers.map(({ value }) => value);
  return values.length === 2 ? center(values as [number, number]) : box(values as [number, number, number, number]);
}

/** Letters say which number is which; of two latitudes the lower one is the south. */
function interpretNamed(numbers: readonly Coordinate[]): ParsedCoordinates {
  const lons = numbers.filter(({ axis }) => axis === 'lon').map(({ value }) => value);
  const lats = numbers.filter(({ axis }) => axis === 'lat').map(({ value }) => value);
  if (lons.length !== lats.length) return error('Write as many latitudes (N or S) as longitudes (E or W).');
  const result =
    lons.length === 1 ? center([lons[0]!, lats[0]!]) : box([lons[0]!, Math.min(...lats), lons[1]!, Math.max(...lats)]);
  return result.kind === 'swapped' ? error(describeBboxProblem({ kind: 'out-of-range' })) : result;
}

function box(bbox: Bbox): ParsedCoordinates {
  const problem = checkBbox(bbox);
  if (!problem) return { kind: 'bbox', bbox };
  if (problem.kind !== 'out-of-range' || !problem.swapped) return error(describeBboxProblem(problem));
  const swappedProblem = checkBbox(problem.swapped);
  if (swappedProblem) return error(describeBboxProblem({ kind: 'out-of-range' }));
  return { kind: 'swapped', offer: { kind: 'bbox', bbox: problem.swapped }, reason: describeBboxProblem(problem) };
}

function center([lon, lat]: LonLat): ParsedCoordinates {
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) {
    return Math.abs(lat) <= MAX_LATITUDE
      ? { kind: 'center', center: [lon, lat] }
      : error(describeBboxProblem({ kind: 'near-pole' }));
  }
  if (Math.abs(lon) <= MAX_LATITUDE && Math.abs(lat) <= 180) {
    return { kind: 'swapped', offer: { kind: 'center', center: [lat, lon] }, reason: SWAPPED };
  }
  return error(describeBboxProblem({ kind: 'out-of-range' }));
}

function error(reason: string): ParsedCoordinates {
  return { kind: 'error', reason };
}
