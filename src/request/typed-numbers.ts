import * as v from 'valibot';
import { EngineOptionsSchema } from '../contract/options.ts';
import type { RequestChoices } from './choices.ts';

/** The numbers of the form that are typed, each with its name in a sentence. */
const TYPED_NUMBERS = {
  storey_height: 'The storey height',
  default_levels: 'The number of storeys',
  base_thickness: 'The base thickness',
} as const satisfies Partial<Record<keyof RequestChoices, string>>;
type TypedNumber = keyof typeof TYPED_NUMBERS;

/** A number from a typed text, decimal comma included; `NaN` where it is none. */
export function parseDecimal(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? Number.NaN : Number(trimmed);
}

/** Why a typed number is refused, by the contract's own limits. */
export function numberProblem(field: TypedNumber, text: string): string | undefined {
  if (field === 'default_levels' && text.trim() === '') return undefined;
  const parsed = v.safeParse(EngineOptionsSchema.entries[field], parseDecimal(text));
  return parsed.success ? undefined : `${TYPED_NUMBERS[field]} ${parsed.issues[0].message}.`;
}

/** Why the first typed number that is wrong is refused. */
export function firstNumberProblem(choices: RequestChoices): string | undefined {
  const fields = Object.keys(TYPED_NUMBERS) as TypedNumber[];
  return fields.map((field) => numberProblem(field, choices[field])).find((problem) => problem !== undefined);
}
