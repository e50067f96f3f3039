import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { Scene, WriteFormat } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';

const HEADER_BYTES = 80;
const TRIANGLE_BYTES = 50;
const CHUNK_TRIANGLES = 20_000;

/**
 * Binary STL, little-endian: metres, x east, y north, z up. It holds one list of triangles: all bodies of all layers.
 * Normals are those of the rounded (float32) triangles, as a reader would compute them; zero where one has no area.
 */
export const writeStl: WriteFormat = (scene, baseName) => [
  { name: `${baseName}.stl`, chunks: lazyChunks(() => stlChunks(scene)) },
];

function* stlChunks({ layers }: Scene): Generator<Uint8Array> {
  const total = layers.reduce((sum, { triangles }) => sum + triangles.length / 3, 0);
  yield stlHeader(total);
  for (const layer of layers) {
    const count = layer.triangles.length / 3;
    for (let first = 0; first < count; first += CHUNK_TRIANGLES) {
      yield triangleRecords(layer, first, Math.min(first + CHUNK_TRIANGLES, count));
    }
  }
}

/** The header must not start with `solid`: readers would take the file for text. */
function stlHeader(triangles: number): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES + 4).fill(0x20, 0, HEADER_BYTES);
  new TextEncoder().encodeInto('Cityclip; units: metres; x east, y north, z up', header);
  new DataView(header.buffer).setUint32(HEADER_BYTES, triangles, true);
  return header;
}

/** Coordinates are spelt out one by one: loops over corners and axes take half as long again. */
function triangleRecords({ positions, triangles }: LayerMesh, first: number, end: number): Uint8Array {
  const bytes = new Uint8Array((end - first) * TRIANGLE_BYTES);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (let i = first * 3; i < end * 3; i += 3) {
    const a = triangles[i]! * 3;
    const b = triangles[i + 1]! * 3;
    const c = triangles[i + 2]! * 3;
    // Adding zero turns -0 into 0.
    const ax = Math.fround(positions[a]!) + 0;
    const ay = Math.fround(positions[a + 1]!) + 0;
    const az = Math.fround(positions[a + 2]!) + 0;
    const bx = Math.fround(positions[b]!) + 0;
    const by = Math.fround(positions[b + 1]!) + 0;
    const bz = Math.fround(positions[b + 2]!) + 0;
    const cx = Math.fround(positions[c]!) + 0;
    const cy = Math.fround(positions[c + 1]!) + 0;
    const cz = Math.fround(positions[c + 2]!) + 0;
    const nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay);
    const ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az);
    const nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const scale = length > 0 ? 1 / length : 0;
    view.setFloat32(offset, nx * scale + 0, true);
    view.setFloat32(offset + 4, ny * scale + 0, true);
    view.setFloat32(offset + 8, nz * scale + 0, true);
    view.setFloat32(offset + 12, ax, true);
    view.setFloat32(offset + 16, ay, true);
    view.setFloat32(offset + 20, az, true);
    view.setFloat32(offset + 24, bx, true);
    view.setFloat32(offset + 28, by, true);
    view.setFloat32(offset + 32, bz, true);
    view.setFloat32(offset + 36, cx, true);
    view.setFloat32(offset + 40, cy, true);
    view.setFloat32(offset + 44, cz, true);
    offset += TRIANGLE_BYTES;
  }
  return bytes;
}
