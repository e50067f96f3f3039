import type { Capabilities } from '../contract/capabilities.ts';
import type { ExportRequest } from '../contract/request.ts';
import type { Bbox } from '../geo/bbox.ts';
import { parseMetres } from './base-thickness.ts';
import { type RequestChoices, terrainOf, writtenFormats } from './choices.ts';
import { fitChoices } from './fit-choices.ts';
import { formatOptions } from './format-choices.ts';

/** The request for an area, with exactly the fields that the connection knows. */
export function toExportRequest(wanted: RequestChoices, area: Bbox, capabilities: Capabilities): ExportRequest {
  const { choices } = fitChoices(wanted, capabilities);
  return {
    bbox: [...area],
    format: choices.format,
    include: capabilities.layers.filter((layer) => choices.include.includes(layer)),
    ...(capabilities.separateFiles && { separate_files: choices.separate_files }),
    ...(capabilities.options && { options: engineOptions(choices) }),
  };
}

function engineOptions(choices: RequestChoices): NonNullable<ExportRequest['options']> {
  const { data, edge, lod, base_thickness } = choices;
  const [, ...formats] = writtenFormats(choices);
  return {
    data,
    terrain: terrainOf(choices),
    edge,
    lod,
    base_thickness: parseMetres(base_thickness),
    ...(formats.length > 0 && { formats }),
    ...formatOptions(choices.format_options, writtenFormats(choices)),
  };
}
