const number = (value: number, digits: number) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 });

/** A length of the model in words: metres where the file tells its unit, and centimetres below one. */
export function lengthText(length: number, metresPerUnit: number | undefined): string {
  if (metresPerUnit === undefined) return `${number(length, 2)} units`;
  const metres = length * metresPerUnit;
  if (Math.abs(metres) < 1) return `${number(metres * 100, 1)} cm`;
  return `${number(metres, metres < 100 ? 2 : 1)} m`;
}

/** Lengths side by side, with their unit once. */
export function sizeText(lengths: readonly number[], metresPerUnit: number | undefined): string {
  const scale = metresPerUnit ?? 1;
  const isSmall = metresPerUnit !== undefined && Math.max(...lengths) * scale < 1;
  const unit = metresPerUnit === undefined ? 'units' : isSmall ? 'cm' : 'm';
  return `${lengths.map((length) => number(length * scale * (isSmall ? 100 : 1), 1)).join(' × ')} ${unit}`;
}
