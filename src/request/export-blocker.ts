import type { Capabilities } from '../contract/capabilities.ts';
import { type RequestChoices, writtenFormats } from './choices.ts';
import { formatProblem } from './format-choices.ts';
import { firstNumberProblem } from './typed-numbers.ts';

export interface ExportSituation {
  readonly hasArea: boolean;
  /** Why the area cannot be exported, in a sentence. */
  readonly areaProblem?: string | undefined;
  readonly busy?: boolean | undefined;
}

/** Why nothing can be exported now, in a sentence that says what to do; undefined where the way is free. */
export function exportBlocker(
  choices: RequestChoices,
  capabilities: Capabilities,
  { hasArea, areaProblem, busy }: ExportSituation,
): string | undefined {
  if (busy) return 'Sending the request…';
  if (areaProblem) return areaProblem;
  if (!hasArea) return 'Choose an area on the map first.';
  if (choices.include.length === 0) return 'Choose at least one layer.';
  if (!capabilities.options) return undefined;
  return firstNumberProblem(choices) ?? formatProblem(choices.format_options, writtenFormats(choices));
}
