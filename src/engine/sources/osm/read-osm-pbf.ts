import type { OnBytes } from './byte-stream.ts';
import { OsmBuilder } from './osm-builder.ts';
import { asBadFile, badFile, type OsmFile } from './osm-file.ts';
import { type PbfBlob, pbfBlobs, unpackBlob } from './pbf-blobs.ts';
import { readPbfHeader } from './pbf-header.ts';
import { readPrimitiveBlock } from './pbf-primitive-block.ts';

/**
 * Reads OSM's PBF format, https://wiki.openstreetmap.org/wiki/PBF_Format, with raw or zlib blocks.
 * @param name names the file in errors
 * @throws ExportError `bad-file` where the file is damaged, cut off inside a block, or needs what is not supported
 */
export async function readOsmPbf(
  bytes: Uint8Array,
  name: string,
  signal: AbortSignal,
  onBytes?: OnBytes,
): Promise<OsmFile> {
  try {
    return await readBlobs(bytes, name, signal, onBytes);
  } catch (thrown) {
    signal.throwIfAborted();
    throw asBadFile(name, 'it is damaged', thrown);
  }
}

/** Unpacks the next block while the present one is read: the unpacking runs outside of this thread. */
async function readBlobs(bytes: Uint8Array, name: string, signal: AbortSignal, onBytes?: OnBytes): Promise<OsmFile> {
  const builder = new OsmBuilder();
  const blobs = pbfBlobs(bytes, name);
  let timestamp: string | undefined;
  let hasHeader = false;
  for (let next = unpackNext(blobs, name); next; ) {
    const { blob, content } = next;
    const unpacked = await content;
    signal.throwIfAborted();
    next = unpackNext(blobs, name);
    if (blob.type === 'OSMHeader') {
      timestamp = readPbfHeader(unpacked, name);
      hasHeader = true;
    } else if (blob.type === 'OSMData') {
      if (!hasHeader) throw badFile(name, 'it does not start with a header');
      readPrimitiveBlock(unpacked, builder);
    }
    onBytes?.(blob.end, bytes.length);
  }
  const result = builder.build();
  return timestamp === undefined ? result : { ...result, timestamp };
}

interface Unpacking {
  readonly blob: PbfBlob;
  readonly content: Promise<Uint8Array>;
}

function unpackNext(blobs: Generator<PbfBlob>, name: string): Unpacking | undefined {
  const { value: blob, done } = blobs.next();
  if (done) return undefined;
  const content = unpackBlob(blob, name);
  // Rejections reach the reader at its await; this keeps them from counting as unhandled before.
  content.catch(() => undefined);
  return { blob, content };
}
