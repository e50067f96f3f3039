import { chunksOf, collect, decompress, type OnBytes } from './byte-stream.ts';
import { describeStranger, fileKind } from './file-kind.ts';
import { asBadFile, badFile, type OsmFile } from './osm-file.ts';
import { isIncomplete, overpassData, parseOverpassJson } from './overpass-json.ts';
import { readOsmPbf } from './read-osm-pbf.ts';
import { readOsmXml } from './read-osm-xml.ts';

/**
 * Reads a file of map data, recognized by its content: OSM XML, PBF, Overpass JSON, each also packed with gzip.
 * @param name names the file in errors
 * @param onBytes progress in bytes of the file
 * @throws ExportError `bad-file` that says what is wrong and which files can be read; the signal's reason on abort
 */
export async function readOsmFile(
  bytes: Uint8Array,
  name: string,
  signal: AbortSignal,
  onBytes?: OnBytes,
): Promise<OsmFile> {
  signal.throwIfAborted();
  if (fileKind(bytes) === 'gzip') return readGzip(bytes, name, signal, onBytes);
  if (fileKind(bytes) === 'xml') return readOsmXml(chunksOf(bytes, signal, onBytes), name);
  return readWhole(bytes, name, signal, onBytes);
}

/** XML is read while it is unpacked, so that its full size never lies in memory. */
async function readGzip(bytes: Uint8Array, name: string, signal: AbortSignal, onBytes?: OnBytes): Promise<OsmFile> {
  const chunks = unpacked(bytes, name, signal, onBytes);
  const first = await chunks.next();
  const start = first.done ? new Uint8Array() : first.value;
  const content = prepend(start, chunks);
  if (fileKind(start) === 'xml') return readOsmXml(content, name);
  return readWhole(await collect(content), name, signal);
}

async function* unpacked(
  bytes: Uint8Array,
  name: string,
  signal: AbortSignal,
  onBytes?: OnBytes,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of decompress(chunksOf(bytes, signal, onBytes), 'gzip')) {
      signal.throwIfAborted();
      yield chunk;
    }
  } catch (thrown) {
    signal.throwIfAborted();
    throw asBadFile(name, 'its gzip packing is damaged or cut off', thrown);
  }
}

async function readWhole(bytes: Uint8Array, name: string, signal: AbortSignal, onBytes?: OnBytes): Promise<OsmFile> {
  const kind = fileKind(bytes);
  if (kind === 'pbf') return readOsmPbf(bytes, name, signal, onBytes);
  if (kind === 'json') return readJson(bytes, name);
  throw badFile(name, describeStranger(bytes, name));
}

function readJson(bytes: Uint8Array, name: string): OsmFile {
  const answer = parseJson(bytes, name);
  if (isIncomplete(answer)) throw badFile(name, `the Overpass answer in it is not complete: ${answer.remark}`);
  return overpassData(answer);
}

function parseJson(bytes: Uint8Array, name: string) {
  try {
    return parseOverpassJson(new TextDecoder().decode(bytes));
  } catch (thrown) {
    if (thrown instanceof TypeError) throw badFile(name, `it is ${thrown.message}`, undefined, thrown);
    throw asBadFile(name, 'it is damaged or cut off', thrown);
  }
}

async function* prepend(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
