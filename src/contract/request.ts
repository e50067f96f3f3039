import * as v from 'valibot';
import { type Bbox, bboxFromCenter, type LonLat, type SizeMetres } from '../geo/bbox.ts';
import { checkBbox, describeBboxProblem } from '../geo/check-bbox.ts';
import { type Capabilities, maxAreaKm2 } from './capabilities.ts';
import { ExportError } from './errors.ts';
import { idleOptions } from './format-settings.ts';
import { DEFAULT_FORMAT, FORMAT_IDS, FORMATS, type FormatId, type FormatInfo, heldLayers } from './formats.ts';
import { DEFAULT_LAYERS, LAYER_IDS, type LayerId } from './layers.ts';
import { completeOptions, type EngineOptions, EngineOptionsSchema } from './options.ts';

/** The API's default for `size`, in metres. */
export const DEFAULT_SIZE: SizeMetres = [500, 500];

const degrees = (message: string) => v.pipe(v.number(message), v.finite(message));
const BBOX = 'must be [west, south, east, north] in degrees';
const CENTER = 'must be [lon, lat] in degrees';
const metres = v.pipe(
  v.number('must be two numbers of metres'),
  v.finite('must be two numbers of metres'),
  v.minValue(1, 'must be at least 1 m on each side'),
);

/** The request body of `POST /api/export/simple`. */
export const ExportRequestSchema = v.strictObject({
  bbox: v.optional(v.strictTuple([degrees(BBOX), degrees(BBOX), degrees(BBOX), degrees(BBOX)], BBOX)),
  center: v.optional(v.strictTuple([degrees(CENTER), degrees(CENTER)], CENTER)),
  address: v.optional(v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('must not be empty'))),
  size: v.optional(v.strictTuple([metres, metres], 'must be [width, height] in metres')),
  format: v.optional(v.picklist(FORMAT_IDS, `must be one of ${FORMAT_IDS.join(', ')}`), DEFAULT_FORMAT),
  include: v.optional(
    v.pipe(
      v.array(v.picklist(LAYER_IDS, `may hold ${LAYER_IDS.join(', ')}`), 'must be an array of layers'),
      v.nonEmpty('must name at least one layer'),
    ),
    [...DEFAULT_LAYERS],
  ),
  separate_files: v.optional(v.boolean('must be true or false'), false),
  options: v.optional(EngineOptionsSchema),
});

/** What a client sends. */
export type ExportRequest = v.InferInput<typeof ExportRequestSchema>;

/** A checked request with every default filled in and its box worked out: what the engine runs. */
export interface ResolvedRequest {
  readonly bbox: Bbox;
  readonly format: FormatId;
  readonly include: readonly LayerId[];
  readonly separate_files: boolean;
  readonly options: EngineOptions;
}

/** All formats of a request, the main one first, each once. */
export function formatsOf({ format, options }: Pick<ResolvedRequest, 'format' | 'options'>): FormatId[] {
  return [...new Set([format, ...(options.formats ?? [])])];
}

/** Finds the position of an address; throws an {@link ExportError} where there is none. */
export type Geocode = (address: string, signal: AbortSignal) => Promise<LonLat>;

/**
 * Checks a request body and works out its box.
 * @throws ExportError `invalid-request` with reasons per field, or `area-too-large`
 */
export async function resolveRequest(
  body: unknown,
  capabilities: Capabilities,
  geocode: Geocode,
  signal: AbortSignal,
): Promise<ResolvedRequest> {
  const parsed = v.safeParse(ExportRequestSchema, body);
  if (!parsed.success) throw invalidRequest(fieldReasons(parsed.issues));
  const request = parsed.output;
  if (request.options?.left_out?.some((layer) => request.include.includes(layer))) {
    throw invalidRequest({ 'options.left_out': ['may hold no layer that include holds'] });
  }
  const bbox = await requestBbox(request, geocode, signal);
  const options = completeOptions(request.options ?? v.parse(EngineOptionsSchema, {}));
  const idle = idleOptions(formatsOf({ ...request, options }), options);
  if (Object.keys(idle).length > 0) throw invalidRequest(idle);
  const missing = missingLayers(formatsOf({ ...request, options }), request.include);
  if (missing) throw invalidRequest({ include: [missing] });
  const problem = checkBbox(bbox, maxAreaKm2(capabilities, options.data));
  if (problem) {
    const reason = describeBboxProblem(problem);
    const field = request.bbox ? 'bbox' : request.size ? 'size' : 'center';
    if (problem.kind === 'too-large') throw new ExportError({ code: 'area-too-large', message: reason });
    throw invalidRequest({ [field]: [reason] });
  }
  return {
    bbox,
    format: request.format,
    include: LAYER_IDS.filter((layer) => request.include.includes(layer)),
    separate_files: request.separate_files,
    options,
  };
}

/** Why some format would have nothing to hold. */
function missingLayers(formats: readonly FormatId[], include: readonly LayerId[]): string | undefined {
  const empty = formats.find((format) => heldLayers(format, include).length === 0);
  if (empty === undefined) return undefined;
  const { label, holds = [] }: FormatInfo = FORMATS[empty];
  return `must hold ${holds.join(' or ')}: ${label} holds nothing else`;
}

async function requestBbox(
  { bbox, center, address, size }: v.InferOutput<typeof ExportRequestSchema>,
  geocode: Geocode,
  signal: AbortSignal,
): Promise<Bbox> {
  const given = [bbox, center, address].filter((area) => area !== undefined).length;
  if (given !== 1) {
    const reason = given === 0 ? 'one of bbox, center, address is required' : 'give only one of bbox, center, address';
    throw invalidRequest({ bbox: [reason] });
  }
  if (bbox) return bbox;
  return bboxFromCenter(center ?? (await geocode(address as string, signal)), size ?? DEFAULT_SIZE);
}

function invalidRequest(fields: Record<string, string[]>): ExportError {
  const [first] = Object.entries(fields);
  const message = first ? `The request is invalid: ${first[0]} ${first[1][0]}` : 'The request is invalid.';
  return new ExportError({ code: 'invalid-request', message, fields });
}

function fieldReasons(issues: readonly v.BaseIssue<unknown>[]): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of issues) {
    const field = v.getDotPath(issue)?.replace(/\.\d+$/, '') ?? 'body';
    const reason = issue.expected === 'never' ? 'is not a known field' : issue.message;
    const reasons = (fields[field] ??= []);
    if (!reasons.includes(reason)) reasons.push(reason);
  }
  return fields;
}
