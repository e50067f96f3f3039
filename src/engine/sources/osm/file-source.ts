import { ExportError } from '../../../contract/errors.ts';
import type { FeatureSource, SourceRecord } from '../source.ts';
import { dataBox } from './boxes.ts';
import { keepTouching } from './keep-touching.ts';
import type { OsmFile } from './osm-file.ts';
import { OSM_ATTRIBUTION, OSM_LICENCE } from './osm-licence.ts';
import { readOsmFile } from './read-osm-file.ts';

/**
 * Features from a file of the user's. The file is read once, at the first `load`; its content is kept for the next.
 * `load` throws ExportError `bad-file` where the file cannot be read, `no-data` where nothing in it touches the box.
 * @param name the file's name, for errors and the report
 */
export function fileSource(bytes: Uint8Array, name: string, label = 'OpenStreetMap file'): FeatureSource {
  let file: OsmFile | undefined;
  return {
    async load(bbox, { signal, progress }) {
      file ??= await readOsmFile(bytes, name, signal, progress);
      const data = keepTouching(file.data, bbox);
      if (data.nodes.length + data.ways.size + data.relations.length === 0) throw nothingInside(file, name);
      return { data, source: sourceRecord(file, name, label), notes: file.notes };
    },
  };
}

function sourceRecord({ timestamp }: OsmFile, name: string, label: string): SourceRecord {
  return {
    id: 'osm-file',
    label,
    origin: name,
    ...(timestamp !== undefined && { timestamp }),
    attribution: OSM_ATTRIBUTION,
    licence: OSM_LICENCE,
    fictional: false,
  };
}

function nothingInside({ data }: OsmFile, name: string): ExportError {
  const extent = dataBox(data);
  const advice = extent.every(Number.isFinite)
    ? `Its data lies within ${extent.map((degrees) => degrees.toFixed(4)).join(', ')} (west, south, east, north): move the box there, or choose another file.`
    : 'The file has no element with a position; an Overpass answer must be saved with "out geom". Choose another file.';
  return new ExportError({ code: 'no-data', message: `${name} holds nothing inside the box.`, advice });
}
