import * as v from 'valibot';
import { EngineOptionsSchema } from '../contract/options.ts';

/** Metres from a typed text, decimal comma included; `NaN` where it is no number. */
export function parseMetres(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? Number.NaN : Number(trimmed);
}

/** Why a typed base thickness is refused, by the contract's own limits. */
export function baseThicknessProblem(text: string): string | undefined {
  const parsed = v.safeParse(EngineOptionsSchema.entries.base_thickness, parseMetres(text));
  return parsed.success ? undefined : `The base thickness ${parsed.issues[0].message}.`;
}
