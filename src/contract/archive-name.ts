import { type Bbox, bboxCenter, type LonLat } from '../geo/bbox.ts';
import { DEFAULT_FORMAT, type FormatId } from './formats.ts';

/** What a ZIP's name tells of a request, before or after it was resolved. */
interface NamedRequest {
  readonly bbox?: Bbox | undefined;
  readonly center?: LonLat | undefined;
  readonly format?: FormatId | undefined;
  readonly options?: { readonly data?: string | undefined } | undefined;
}

/** The name of a saved ZIP, by the middle of its area: `cityclip-50.9423-6.9566-stl.zip`. */
export function archiveName({ bbox, center, format = DEFAULT_FORMAT, options }: NamedRequest): string {
  const middle = bbox ? bboxCenter(bbox) : center;
  const place = middle ? [degrees(middle[1]), degrees(middle[0])] : [];
  const fictional = options?.data === 'sample' ? ['sample-city'] : [];
  return `${['cityclip', ...fictional, ...place, format].join('-')}.zip`;
}

/** Four decimals are some ten metres; a plain zero where rounding leaves a negative one. */
function degrees(value: number): string {
  return (Math.round(value * 1e4) / 1e4 + 0).toFixed(4);
}
