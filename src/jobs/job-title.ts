import { DEFAULT_FORMAT, FORMATS } from '../contract/formats.ts';
import { DEFAULT_LAYERS, LAYERS } from '../contract/layers.ts';
import { DEFAULT_SIZE, type ExportRequest } from '../contract/request.ts';
import { bboxSize } from '../geo/bbox.ts';

/** What a job makes, in a few words: `STL · 0.25 km² · terrain, buildings`. */
export function jobTitle(request: ExportRequest): string {
  const { address, format, include, options } = request;
  const layers = (include ?? DEFAULT_LAYERS).map((layer) => LAYERS[layer].label.toLowerCase());
  return [
    FORMATS[format ?? DEFAULT_FORMAT].label,
    ...(address ? [address] : []),
    areaText(requestArea(request)),
    layersText(layers),
    ...(options?.data === 'sample' ? ['sample city'] : []),
  ].join(' · ');
}

/** Square metres that a request asks for. */
export function requestArea({ bbox, size }: ExportRequest): number {
  const [width, height] = bbox ? bboxSize(bbox) : (size ?? DEFAULT_SIZE);
  return width * height;
}

/** Four layers or more would fill the card. */
function layersText(layers: readonly string[]): string {
  return layers.length < 4 ? layers.join(', ') : `${layers.slice(0, 2).join(', ')} and ${layers.length - 2} more`;
}

function areaText(squareMetres: number): string {
  const km2 = squareMetres / 1e6;
  return km2 < 0.01 ? `${Math.round(squareMetres)} m²` : `${km2.toFixed(km2 < 10 ? 2 : 1)} km²`;
}
