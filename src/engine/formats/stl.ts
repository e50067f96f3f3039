import type { LayerMesh } from '../mesh/layer-mesh.ts';
import { ByteWriter } from './byte-writer.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { type Placement, placementText } from './placement.ts';
import { normalWriter, vertexWriter } from './vertex-text.ts';

const HEADER_BYTES = 80;
const TRIANGLE_BYTES = 50;
const CHUNK_TRIANGLES = 20_000;
/** Triangles between two looks for finished chunks of text. */
const BATCH = 1024;

/**
 * STL, binary (little-endian) or as text. It holds one list of triangles: all bodies of all layers. Normals are those
 * of the triangles as they are written, zero where one has no area. They are rounded where admesh rounds, which compares them:
 * in needles that tells.
 */
export function writeStl(scene: Scene, baseName: string): PlainFile[] {
  return [
    {
      name: `${baseName}.stl`,
      chunks: lazyChunks(() => (scene.settings.encoding === 'ascii' ? asciiChunks(scene) : binaryChunks(scene))),
    },
  ];
}

function* binaryChunks({ layers, placement }: Scene): Generator<Uint8Array> {
  const total = layers.reduce((sum, { triangles }) => sum + triangles.length / 3, 0);
  yield stlHeader(total, placement);
  for (const layer of layers) {
    const count = layer.triangles.length / 3;
    for (let first = 0; first < count; first += CHUNK_TRIANGLES) {
      yield triangleRecords(layer, first, Math.min(first + CHUNK_TRIANGLES, count), placement);
    }
  }
}

/** The header must not start with `solid`: readers would take the file for text. */
function stlHeader(triangles: number, placement: Placement): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES + 4).fill(0x20, 0, HEADER_BYTES);
  new TextEncoder().encodeInto(`Cityclip. ${placementText(placement)}`.slice(0, HEADER_BYTES), header);
  new DataView(header.buffer).setUint32(HEADER_BYTES, triangles, true);
  return header;
}

/** Coordinates are spelt out one by one: loops over corners and axes take half as long again. */
function triangleRecords(
  { positions, triangles }: LayerMesh,
  first: number,
  end: number,
  { axes, factors, offsets }: Placement,
): Uint8Array {
  const bytes = new Uint8Array((end - first) * TRIANGLE_BYTES);
  const view = new DataView(bytes.buffer);
  const [, second, third] = axes;
  const [fx, fy, fz] = factors;
  const [ox, oy, oz] = offsets;
  let offset = 0;
  for (let i = first * 3; i < end * 3; i += 3) {
    const a = triangles[i]! * 3;
    const b = triangles[i + 1]! * 3;
    const c = triangles[i + 2]! * 3;
    // Adding zero turns -0 into 0.
    const ax = Math.fround(positions[a]! * fx + ox) + 0;
    const ay = Math.fround(positions[a + second]! * fy + oy) + 0;
    const az = Math.fround(positions[a + third]! * fz + oz) + 0;
    const bx = Math.fround(positions[b]! * fx + ox) + 0;
    const by = Math.fround(positions[b + second]! * fy + oy) + 0;
    const bz = Math.fround(positions[b + third]! * fz + oz) + 0;
    const cx = Math.fround(positions[c]! * fx + ox) + 0;
    const cy = Math.fround(positions[c + second]! * fy + oy) + 0;
    const cz = Math.fround(positions[c + third]! * fz + oz) + 0;
    const ux = Math.fround(bx - ax);
    const uy = Math.fround(by - ay);
    const uz = Math.fround(bz - az);
    const vx = Math.fround(cx - ax);
    const vy = Math.fround(cy - ay);
    const vz = Math.fround(cz - az);
    const nx = Math.fround(uy * vz) - uz * vy;
    const ny = Math.fround(uz * vx) - ux * vz;
    const nz = Math.fround(ux * vy) - uy * vx;
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

/** One solid: some readers take no more. */
function* asciiChunks({ layers, placement }: Scene): Generator<Uint8Array> {
  const out = new ByteWriter();
  const vertex = vertexWriter(out, placement);
  const normal = normalWriter(out, placement);
  const unit = new Float64Array(3);
  out.text('solid city\n');
  for (const { positions, triangles } of layers) {
    for (let i = 0; i < triangles.length; i += 3) {
      unitNormal(positions, triangles, i, unit);
      out.text('facet normal ');
      normal(unit, 0);
      out.text('\nouter loop\nvertex ');
      vertex(positions, triangles[i]! * 3);
      out.text('\nvertex ');
      vertex(positions, triangles[i + 1]! * 3);
      out.text('\nvertex ');
      vertex(positions, triangles[i + 2]! * 3);
      out.text('\nendloop\nendfacet\n');
      if (i % BATCH === 0) yield* out.takeFinished();
    }
  }
  out.text('endsolid city\n');
  yield* out.takeAll();
}

/** Puts the normal of the triangle that begins at a corner into `unit`; zero where it has no area. */
function unitNormal(p: Float64Array, triangles: Uint32Array, corner: number, unit: Float64Array): void {
  const a = triangles[corner]! * 3;
  const b = triangles[corner + 1]! * 3;
  const c = triangles[corner + 2]! * 3;
  const ux = p[b]! - p[a]!;
  const uy = p[b + 1]! - p[a + 1]!;
  const uz = p[b + 2]! - p[a + 2]!;
  const vx = p[c]! - p[a]!;
  const vy = p[c + 1]! - p[a + 1]!;
  const vz = p[c + 2]! - p[a + 2]!;
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  const length = Math.sqrt(x * x + y * y + z * z) || 1;
  unit[0] = x / length;
  unit[1] = y / length;
  unit[2] = z / length;
}
