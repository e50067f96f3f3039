/** What a table has under a tag's value, which may be any text, `constructor` too. */
export function lookUp<T>(table: Readonly<Record<string, T>>, value: string | undefined): T | undefined {
  return value !== undefined && Object.hasOwn(table, value) ? table[value] : undefined;
}
