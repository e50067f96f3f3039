import { PbfReader } from 'pbf';
import { badFile } from './osm-file.ts';
import { readMessage, readText } from './pbf-message.ts';

/** What a file may demand of its reader. `HistoricalInformation` is refused: such a file holds every old version too. */
const KNOWN_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes', 'LocationsOnWays']);

/**
 * Reads the `OSMHeader` block.
 * @returns the state of the data (ISO 8601), where the file tells it
 * @throws ExportError `bad-file` that names a demanded feature which this reader does not know
 */
export function readPbfHeader(bytes: Uint8Array, name: string): string | undefined {
  const reader = new PbfReader(bytes);
  const unknown: string[] = [];
  let seconds = 0;
  readMessage(reader, bytes.length, (field) => {
    if (field === 4) {
      const feature = readText(reader);
      if (!KNOWN_FEATURES.has(feature)) unknown.push(feature);
    } else if (field === 32) seconds = reader.readVarint(true);
  });
  if (unknown.length > 0) {
    const advice = 'Use a plain extract of current map data, for example from Geofabrik.';
    throw badFile(name, `it needs features that are not supported: ${unknown.join(', ')}`, advice);
  }
  const time = new Date(seconds * 1000);
  return seconds > 0 && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}
