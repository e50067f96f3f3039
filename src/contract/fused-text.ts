/** What a file became whose bodies were fused, as `report.json` tells it. */
interface FusedFacts {
  readonly pieces: number;
  readonly triangles: number;
  readonly closed: boolean;
  readonly crossings: number;
}

/** In words: `one solid, 31,952 triangles`, and what is wrong with it. */
export function fusedText(
  { pieces, triangles, closed, crossings }: FusedFacts,
  number: (value: number) => string,
): string {
  return [
    pieces === 1 ? 'one solid' : `${number(pieces)} solids that do not touch`,
    `${number(triangles)} triangles`,
    ...(closed ? [] : ['not closed']),
    ...(crossings > 0 ? [`${number(crossings)} pairs of triangles cross`] : []),
  ].join(', ');
}
