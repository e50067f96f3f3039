import { ExportError } from '../../../contract/errors.ts';
import type { OsmData } from '../osm-data.ts';
import type { SourceNote } from '../source.ts';

/** What a file of map data holds. */
export interface OsmFile {
  readonly data: OsmData;
  readonly notes: readonly SourceNote[];
  /** State of the data (ISO 8601), where the file tells it. */
  readonly timestamp?: string;
}

const SUPPORTED =
  'OpenStreetMap XML (.osm), gzipped XML (.osm.gz), PBF (.osm.pbf) or an Overpass JSON answer with geometry (.json)';

/**
 * The error for a file that cannot be read.
 * @param reason completes the sentence "<name> cannot be read: …"
 */
export function badFile(name: string, reason: string, advice?: string, cause?: unknown): ExportError {
  return new ExportError(
    {
      code: 'bad-file',
      message: `${name} cannot be read: ${reason.replace(/\.+$/, '')}.`,
      advice: advice ?? `Choose a complete file in one of these forms: ${SUPPORTED}.`,
    },
    cause === undefined ? undefined : { cause },
  );
}

/**
 * The error for what a decoder threw: passes on errors that already say what happened.
 * @param what completes "<name> cannot be read: …", for example "it is damaged"
 */
export function asBadFile(name: string, what: string, thrown: unknown): Error {
  if (thrown instanceof ExportError) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  if (/allocation failed|invalid (array|string) length/i.test(detail)) {
    return badFile(
      name,
      'it is too large for the memory of this device',
      'Cut out the area first and use that.',
      thrown,
    );
  }
  return badFile(name, `${what} (${detail})`, undefined, thrown);
}

/** The text where it is a point in time, as ISO 8601. */
export function isoTimestamp(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(Date.parse(text))) return undefined;
  return text;
}
