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
  'options.base_thickness',
];

/** The reasons for one field as one text. */
export function fieldError(errors: FieldErrors | undefined, field: string): string | undefined {
  const reasons = errors?.[field];
  return reasons?.length ? `Refused: ${reasons.join('; ')}` : undefined;
}

/** The reasons for fields that have no place in the form, such as the box, each with its field's name. */
export function otherErrors(errors: FieldErrors | undefined): string[] {
  return Object.entries(errors ?? {})
    .filter(([field]) => !IN_FORM.includes(field))
    .map(([field, reasons]) => `${field}: ${reasons.join('; ')}`);
}
