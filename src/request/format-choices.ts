import * as v from 'valibot';
import { FORMAT_OPTION_ENTRIES, type FormatOptions } from '../contract/format-options.ts';
import { appliesTo, optionsOf } from '../contract/format-settings.ts';
import { FORMATS, type FormatId, type FormatInfo } from '../contract/formats.ts';
import { parseDecimal } from './typed-numbers.ts';

/** What the user chose for the files: what is not chosen is left to each format. Numbers and reference systems are as typed, empty for the default. */
export interface FormatChoices extends Omit<FormatOptions, 'scale' | 'precision' | 'crs'> {
  readonly scale: string;
  readonly precision: string;
  readonly crs: string;
}

export const FIRST_FORMAT_CHOICES: FormatChoices = { scale: '', precision: '', crs: '' };

/** What the request says of the files: what was chosen and makes a difference to any of the formats. */
export function formatOptions(choices: FormatChoices, formats: readonly FormatId[]): FormatOptions {
  const { scale, precision, crs, ...chosen } = choices;
  const all: FormatOptions = {
    ...chosen,
    ...(scale.trim() !== '' && { scale: parseScale(scale) }),
    ...(precision.trim() !== '' && { precision: parseDecimal(precision) }),
    ...(crs.trim() !== '' && { crs: crs.trim() }),
  };
  const known = optionsOf(formats);
  return Object.fromEntries(known.filter((id) => all[id] !== undefined).map((id) => [id, all[id]]));
}

/** The value that an option has: as chosen, or the default of the first format that it applies to. */
export function shownValue<Id extends keyof FormatOptions>(
  option: Id,
  choices: FormatChoices,
  formats: readonly FormatId[],
): FormatOptions[Id] {
  const format = formats.find((one) => appliesTo(option, one));
  const info: FormatInfo | undefined = format && FORMATS[format];
  return ((choices as FormatOptions)[option] ?? info?.options[option]) as FormatOptions[Id];
}

/** Why a typed scale is refused. */
export function scaleProblem(text: string): string | undefined {
  return problem('The scale', FORMAT_OPTION_ENTRIES.scale, text.trim() === '' ? undefined : parseScale(text));
}

/** Why a typed number of decimals is refused. */
export function precisionProblem(text: string): string | undefined {
  return problem('The precision', FORMAT_OPTION_ENTRIES.precision, text.trim() === '' ? undefined : parseDecimal(text));
}

/** Why a typed reference system is refused. */
export function crsProblem(text: string): string | undefined {
  return problem('The reference system', FORMAT_OPTION_ENTRIES.crs, text.trim() === '' ? undefined : text);
}

/** Why the files cannot be written as chosen. */
export function formatProblem(
  { scale, precision, crs }: FormatChoices,
  formats: readonly FormatId[],
): string | undefined {
  const known = optionsOf(formats);
  return (
    (known.includes('scale') ? scaleProblem(scale) : undefined) ??
    (known.includes('precision') ? precisionProblem(precision) : undefined) ??
    (known.includes('crs') ? crsProblem(crs) : undefined)
  );
}

/** `fit`, or the n of 1:n. */
function parseScale(text: string): number | 'fit' {
  return text.trim().toLowerCase() === 'fit' ? 'fit' : parseDecimal(text.replace(/^\s*1\s*:/, ''));
}

function problem(what: string, schema: v.GenericSchema, value: unknown): string | undefined {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? undefined : `${what} ${parsed.issues[0].message}.`;
}
