/** Group code and value: two lines of a DXF. */
export type Tag = readonly [code: number, value: string | number];

/** The text of tags. */
export function tagLines(tags: readonly Tag[]): string {
  return tags.map(([code, value]) => `${code}\n${value}\n`).join('');
}

/** A section with its begin and end. */
export function section(name: string, content: readonly Tag[]): Tag[] {
  return [[0, 'SECTION'], [2, name], ...content, [0, 'ENDSEC']];
}

/** The tags of a point: x at the code, y and z ten and twenty above it. */
export function point(code: number, coordinates: readonly (string | number)[]): Tag[] {
  return coordinates.map((value, axis): Tag => [code + axis * 10, value]);
}

/** A number with some decimals, never `-0.000`. */
export function decimal(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}
