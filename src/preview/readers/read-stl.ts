import { ByteScanner } from './byte-scanner.ts';
import { readNote } from './file-notes.ts';
import { layerOfFile } from './layer-of-file.ts';
import type { LayerBuilder } from './model-builder.ts';
import { unreadable } from './model-errors.ts';
import type { ReadModel } from './read-model.ts';
import { addTriangle } from './triangulate-face.ts';

const HEADER_BYTES = 84;
const TRIANGLE_BYTES = 50;

/** STL, binary or text. Its only layer is named by the file. */
export const readStl: ReadModel = ({ name, bytes }, model) => {
  const layer = model.layer(layerOfFile(name));
  if (isBinary(bytes)) {
    readNote(new TextDecoder('latin1').decode(bytes.subarray(0, 80)), model);
    readBinary(bytes, layer);
  } else if (/^\s*solid\b/i.test(new TextDecoder('latin1').decode(bytes.subarray(0, 200)))) {
    readText(new ByteScanner(bytes), layer);
  } else {
    throw unreadable(name, 'it is damaged or not an STL file');
  }
};

/** By the number of triangles that a binary file states: some of them start with `solid`, too. */
function isBinary(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES) return false;
  const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(80, true);
  return bytes.length === HEADER_BYTES + count * TRIANGLE_BYTES;
}

function readBinary(bytes: Uint8Array, layer: LayerBuilder): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = HEADER_BYTES + 12; at < bytes.length; at += TRIANGLE_BYTES) {
    layer.triangle(
      view.getFloat32(at, true),
      view.getFloat32(at + 4, true),
      view.getFloat32(at + 8, true),
      view.getFloat32(at + 12, true),
      view.getFloat32(at + 16, true),
      view.getFloat32(at + 20, true),
      view.getFloat32(at + 24, true),
      view.getFloat32(at + 28, true),
      view.getFloat32(at + 32, true),
    );
  }
}

function readText(text: ByteScanner, layer: LayerBuilder): void {
  const corners = new Float64Array(9);
  let count = 0;
  for (; !text.ended; text.nextLine()) {
    if (text.word() !== 'vertex') continue;
    for (let axis = 0; axis < 3; axis++) corners[count * 3 + axis] = text.number();
    if (++count < 3) continue;
    count = 0;
    addTriangle(layer, corners, 0, 1, 2);
  }
}
