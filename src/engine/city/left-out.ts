import type { Tags } from '../sources/osm-data.ts';
import { measuredTop } from './heights.ts';
import { parseNumber } from './parse-length.ts';

/** Values of `building` that stand for nothing one could see. */
const ABSENT = new Set(['proposed', 'planned', 'demolished', 'razed', 'removed', 'destroyed']);

/** Why a building or part is no part of the model, for the report; `undefined` where it is. */
export function leftOut(tags: Tags): string | undefined {
  if (isUnderground(tags)) return 'underground';
  const value = tags.building;
  if (value === undefined) return undefined;
  if (ABSENT.has(value)) return `not built yet, or gone (building=${value})`;
  if (value === 'construction' && measuredTop(tags) === undefined && !parseNumber(tags['building:levels'])) {
    return 'under construction, of unknown height';
  }
  return undefined;
}

function isUnderground(tags: Tags): boolean {
  if (tags.location === 'underground') return true;
  if ((parseNumber(tags.layer) ?? 0) < 0) return true;
  if (tags.level?.split(';').every((level) => (parseNumber(level) ?? 0) < 0)) return true;
  const levels = parseNumber(tags['building:levels']);
  if (levels === undefined || levels > 0 || measuredTop(tags) !== undefined) return false;
  return levels < 0 || (parseNumber(tags['building:levels:underground']) ?? 0) > 0;
}
