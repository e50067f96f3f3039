import { gunzipSync } from 'node:zlib';

const GZIP = 2;

/**
 * The tiles of a small PMTiles 3 file (those whose directory has no leaves), by tile number along the Hilbert curve as
 * `zoom/x/y`. Reads only what tests need.
 */
export function pmtiles(file: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const number = (at: number) => Number(view.getBigUint64(at, true));
  if (String.fromCharCode(...file.subarray(0, 7)) !== 'PMTiles' || file[7] !== 3) throw new Error('Not PMTiles 3.');
  const [rootOffset, rootBytes, dataOffset] = [number(8), number(16), number(56)];
  const packed = file.subarray(rootOffset, rootOffset + rootBytes);
  const tiles = new Map<string, Uint8Array>();
  for (const entry of directory(file[97] === GZIP ? gunzipSync(packed) : packed)) {
    const start = dataOffset + entry.offset;
    for (let i = 0; i < entry.run; i++) tiles.set(tileName(entry.id + i), file.subarray(start, start + entry.bytes));
  }
  return tiles;
}

interface Entry {
  id: number;
  run: number;
  bytes: number;
  offset: number;
}

/** Four columns of variable-length numbers: id differences, run lengths, byte counts, offsets (0: right behind the last). */
function directory(bytes: Uint8Array): Entry[] {
  let at = 0;
  const next = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * factor;
      if (byte < 128) return value;
    }
  };
  const entries = Array.from({ length: next() }, (): Entry => ({ id: 0, run: 0, bytes: 0, offset: 0 }));
  let id = 0;
  for (const entry of entries) entry.id = id += next();
  for (const entry of entries) entry.run = next();
  for (const entry of entries) entry.bytes = next();
  let end = 0;
  for (const entry of entries) {
    const offset = next();
    entry.offset = offset === 0 ? end : offset - 1;
    end = entry.offset + entry.bytes;
  }
  return entries;
}

/** `zoom/x/y` of a tile number: zooms one after the other, each along the Hilbert curve. */
function tileName(id: number): string {
  let zoom = 0;
  let rest = id;
  while (rest >= 4 ** zoom) rest -= 4 ** zoom++;
  let x = 0;
  let y = 0;
  for (let side = 1; side < 2 ** zoom; side *= 2) {
    const right = 1 & Math.floor(rest / 2);
    const up = 1 & (rest ^ right);
    if (up === 0) {
      if (right === 1) [x, y] = [side - 1 - x, side - 1 - y];
      [x, y] = [y, x];
    }
    x += side * right;
    y += side * up;
    rest = Math.floor(rest / 4);
  }
  return `${zoom}/${x}/${y}`;
}
