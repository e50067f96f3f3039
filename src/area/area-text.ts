import type { SizeMetres } from '../geo/bbox.ts';

/** Width × height as it is shown: `500 × 300 m`, or in kilometres where a side is 10 km or longer. */
export function sizeText([width, height]: SizeMetres): string {
  if (Math.max(width, height) < 10_000) return `${Math.round(width)} × ${Math.round(height)} m`;
  return `${(width / 1000).toFixed(1)} × ${(height / 1000).toFixed(1)} km`;
}

/** An area as it is shown: `0.25 km²`. */
export function areaText(km2: number): string {
  if (km2 < 0.1) return `${km2.toFixed(4)} km²`;
  return `${km2 < 100 ? km2.toFixed(2) : Math.round(km2)} km²`;
}

/** A side's length as its field shows it: whole metres, or tenths where that matters. */
export function sideText(metres: number): string {
  return String(Number(metres.toFixed(metres < 100 ? 1 : 0)));
}

/** Metres that were typed, with a point or a comma; `undefined` where they are no number. */
export function parseMetres(text: string): number | undefined {
  const digits = text.trim().replace(',', '.');
  return /^(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : undefined;
}
