import { type Capabilities, ENGINE_CAPABILITIES } from '../../contract/capabilities.ts';
import { ExportError } from '../../contract/errors.ts';
import type { DataId, TerrainId } from '../../contract/options.ts';
import { type Geocode, type ResolvedRequest, resolveRequest } from '../../contract/request.ts';
import { isFeaturesName, isTerrainName, type SourceNames } from './source-names.ts';

/** The engine's capabilities with these sources: a file of one's own stands in for Overpass and has no limit but the engine's. */
export function capabilitiesWith({ features }: SourceNames): Capabilities {
  const data = ENGINE_CAPABILITIES.data.filter(({ id }) => id === 'sample' || id === features);
  return { ...ENGINE_CAPABILITIES, data };
}

/** The ground heights that a request may name with these sources; flat ground and the sample city need none. */
export function terrainChoices({ terrain }: SourceNames): TerrainId[] {
  const own = terrain.filter(isTerrainName);
  return [...new Set<TerrainId>([...own, 'sample', 'flat'])];
}

/**
 * Checks a request body for a program with these sources. A request that names no data gets the program's; one that asks
 * for the sample city gets that, with its own hills.
 * @throws ExportError as `resolveRequest`, and `invalid-request` for data that this program does not use
 */
export async function resolveForSources(
  sources: SourceNames,
  body: unknown,
  geocode: Geocode,
  signal: AbortSignal,
): Promise<ResolvedRequest> {
  const { features, terrain } = sources;
  if (!isRecord(body)) throw refusedField('body', 'must be a JSON object');
  const asked = isRecord(body.options) ? body.options : {};
  const usesOwnFeatures = asked.data === undefined || asked.data === features;
  if (asked.data === 'overpass' && !usesOwnFeatures) throw notUsed('options.data', ['sample']);
  if (asked.terrain === 'tiles' && !terrain.includes('tiles'))
    throw notUsed('options.terrain', terrainChoices(sources));
  const usesOwnTerrain = asked.terrain === undefined && usesOwnFeatures;
  const [firstTerrain] = terrain;
  const named = {
    ...(usesOwnFeatures && isFeaturesName(features) ? { data: features } : {}),
    ...(usesOwnTerrain && firstTerrain !== undefined && isTerrainName(firstTerrain) ? { terrain: firstTerrain } : {}),
  };
  const request = await resolveRequest(withOptions(body, named), capabilitiesWith(sources), geocode, signal);
  const options = {
    ...request.options,
    ...(usesOwnFeatures && !isFeaturesName(features) ? { data: 'file' as const } : {}),
    ...(usesOwnTerrain && !terrain.every(isTerrainName) ? { terrain: 'file' as const } : {}),
  };
  return { ...request, options };
}

/** Leaves options that are wrong anyway as they are. */
function withOptions(
  body: Record<string, unknown>,
  named: { readonly data?: DataId; readonly terrain?: TerrainId },
): unknown {
  if (!(body.options === undefined || isRecord(body.options))) return body;
  return { ...body, options: { ...body.options, ...named } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notUsed(field: string, choices: readonly string[]): ExportError {
  return refusedField(field, `is not offered here: leave it out, or choose ${choices.join(' or ')}`);
}

function refusedField(field: string, reason: string): ExportError {
  return new ExportError({
    code: 'invalid-request',
    message: `The request is invalid: ${field} ${reason}`,
    fields: { [field]: [reason] },
  });
}
