import type { Capabilities } from '../contract/capabilities.ts';
import type { ExportRequest } from '../contract/request.ts';
import type { Bbox } from '../geo/bbox.ts';
import { type RequestChoices, terrainOf, writtenFormats } from './choices.ts';
import { fitChoices } from './fit-choices.ts';
import { formatOptions } from './format-choices.ts';
import { parseDecimal } from './typed-numbers.ts';

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
  const { data, edge, lod, storey_height, default_levels, assume_heights, base_thickness } = choices;
  const [, ...formats] = writtenFormats(choices);
  return {
    data,
    terrain: terrainOf(choices),
    edge,
    lod,
    storey_height: parseDecimal(storey_height),
    ...(default_levels.trim() !== '' && { default_levels: parseDecimal(default_levels) }),
    assume_heights,
    base_thickness: parseDecimal(base_thickness),
    ...(formats.length > 0 && { formats }),
    ...formatOptions(choices.format_options, writtenFormats(choices)),
  };
}
