/** What the first bytes of a file say it is. */
export type FileKind = 'pbf' | 'gzip' | 'xml' | 'json' | 'unknown';

/** Kinds that people try and that cannot be read: `[first bytes, what to say]`. */
const STRANGERS: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x42, 0x5a, 0x68], 'it is packed with bzip2; unpack it first'],
  [[0x50, 0x4b, 0x03, 0x04], 'it is a ZIP archive; unpack it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'it is packed with zstd; unpack it first'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'it is packed with xz; unpack it first'],
  [[0xff, 0xe0], 'it is o5m data, which is not supported'],
  [[0xff, 0xfe], 'it is UTF-16 text; save it as UTF-8'],
  [[0xfe, 0xff], 'it is UTF-16 text; save it as UTF-8'],
];

const OSM_HEADER = [...new TextEncoder().encode('OSMHeader')];

/** Recognizes a file by its content; names lie more often. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (startsWith(bytes, [0x1f, 0x8b])) return 'gzip';
  // Four bytes of length, then the first field (text, 9 bytes): the type of the first block.
  if (startsWith(bytes.subarray(4), [0x0a, OSM_HEADER.length, ...OSM_HEADER])) return 'pbf';
  const first = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart()[0];
  if (first === '<') return 'xml';
  return first === '{' || first === '[' ? 'json' : 'unknown';
}

/** Why a file of unknown kind cannot be read. */
export function describeStranger(bytes: Uint8Array, name: string): string {
  if (bytes.length === 0) return 'it is empty';
  const stranger = STRANGERS.find(([start]) => startsWith(bytes, start));
  if (stranger) return stranger[1];
  return /\.pbf$/i.test(name) ? 'it is damaged or not OpenStreetMap PBF' : 'it is not OpenStreetMap data';
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}
