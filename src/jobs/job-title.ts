import { DEFAULT_FORMAT, FORMATS } from '../contract/formats.ts';
import { DEFAULT_LAYERS, LAYERS } from '../contract/layers.ts';
import { DEFAULT_SIZE, type ExportRequest } from '../contract/request.ts';
import { bboxSize } from '../geo/bbox.ts';

/** What a job makes, in a few words: `STL · 0.25 km² · terrain, buildings`. */
export function jobTitle({ bbox, address, size, format, include, options }: ExportRequest): string {
  const [width, height] = bbox ? bboxSize(bbox) : (size ?? DEFAULT_SIZE);
  const layers = (include ?? DEFAULT_LAYERS).map((layer) => LAYERS[layer].label.toLowerCase());
  return [
    FORMATS[format ?? DEFAULT_FORMAT].label,
    ...(address ? [address] : []),
    areaText(width * height),
    layers.join(', '),
    ...(options?.data === 'sample' ? ['sample city'] : []),
  ].join(' · ');
}

function areaText(squareMetres: number): string {
  const km2 = squareMetres / 1e6;
  return km2 < 0.01 ? `${Math.round(squareMetres)} m²` : `${km2.toFixed(km2 < 10 ? 2 : 1)} km²`;
}
