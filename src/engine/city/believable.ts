import type { Tags } from '../sources/osm-data.ts';

/** The value of a tag, if it is one and lies in a range; else the tag is added to those that are not believed. */
export function believable(
  tags: Tags,
  key: string,
  parse: (text: string | undefined) => number | undefined,
  min: number,
  max: number,
  disbelieved: string[],
): number | undefined {
  const text = tags[key];
  if (text === undefined) return undefined;
  const value = parse(text);
  if (value !== undefined && value >= min && value <= max) return value;
  disbelieved.push(`${key}=${text}`);
  return undefined;
}
