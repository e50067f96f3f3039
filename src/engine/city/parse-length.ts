const METRES_PER_UNIT: Readonly<Record<string, number>> = {
  '': 1,
  m: 1,
  metre: 1,
  metres: 1,
  meter: 1,
  meters: 1,
  cm: 0.01,
  km: 1000,
  ft: 0.3048,
  foot: 0.3048,
  feet: 0.3048,
  "'": 0.3048,
  in: 0.0254,
  '"': 0.0254,
};

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?/;
const FEET_AND_INCHES = /^(\d+(?:\.\d+)?)\s*(?:'|ft|feet)\s*(\d+(?:\.\d+)?)\s*(?:"|''|in)?$/;

/**
 * A length tag in metres: `12`, `12.5 m`, `12,5`, `7'4"`, `40 ft`, `~10`. Of several values (`10;12`) the first counts.
 * @returns `undefined` where the text is no length
 */
export function parseLength(text: string | undefined): number | undefined {
  const value = text
    ?.split(';')[0]
    ?.trim()
    .replace(/^[~≈]\s*/, '')
    .replaceAll('’', "'")
    .replaceAll('″', '"')
    .replaceAll('′', "'");
  if (!value) return undefined;
  const imperial = FEET_AND_INCHES.exec(value);
  if (imperial) return (Number(imperial[1]) * 12 + Number(imperial[2])) * METRES_PER_UNIT.in!;
  const number = NUMBER.exec(value)?.[0];
  if (number === undefined) return undefined;
  const factor = METRES_PER_UNIT[value.slice(number.length).trim().toLowerCase()];
  return factor === undefined ? undefined : decimal(number) * factor;
}

/** A plain number tag such as `building:levels`; comma decimals occur (`2,5`). */
export function parseNumber(text: string | undefined): number | undefined {
  const value = text?.split(';')[0]?.trim();
  return value && NUMBER.exec(value)?.[0] === value ? decimal(value) : undefined;
}

function decimal(text: string): number {
  return Number(text.replace(',', '.'));
}
