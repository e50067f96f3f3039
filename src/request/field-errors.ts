import { FORMAT_OPTION_IDS } from '../contract/format-options.ts';

/** Reasons per request field, as a `Failure` carries them. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** The fields that stand in the form. */
const IN_FORM = [
  'format',
  'include',
  'separate_files',
  'options.data',
  'options.terrain',
  'options.edge',
  'options.lod',
  'options.storey_height',
  'options.default_levels',
  'options.assume_heights',
  'options.base_thickness',
  'options.formats',
  ...FORMAT_OPTION_IDS.map((option) => `options.${option}`),
];

/** The fields that the area's step shows. */
const OF_AREA = ['bbox', 'center', 'address', 'size'];

/** The reasons for one field as one text. */
export function fieldError(errors: FieldErrors | undefined, field: string): string | undefined {
  const reasons = errors?.[field];
  return reasons?.length ? `Refused: ${reasons.join('; ')}` : undefined;
}

/** The reasons for the area, whichever of its fields they name. */
export function areaError(errors: FieldErrors | undefined): string | undefined {
  const reasons = OF_AREA.flatMap((field) => errors?.[field] ?? []);
  return reasons.length > 0 ? `Refused: ${reasons.join('; ')}` : undefined;
}

/** The reasons that still hold when the area has changed. */
export function withoutArea(errors: FieldErrors | undefined): FieldErrors | undefined {
  return errors && Object.fromEntries(Object.entries(errors).filter(([field]) => !OF_AREA.includes(field)));
}

/** The reasons for fields that have no place on the page, each with its field's name. */
export function otherErrors(errors: FieldErrors | undefined): string[] {
  return Object.entries(errors ?? {})
    .filter(([field]) => !IN_FORM.includes(field) && !OF_AREA.includes(field))
    .map(([field, reasons]) => `${field}: ${reasons.join('; ')}`);
}
