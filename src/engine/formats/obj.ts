import { type Body, type LayerMesh, SURFACES } from '../mesh/layer-mesh.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Scene, WriteFormat } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { materialName } from './materials.ts';
import { mtlChunks, usedSurfaces } from './mtl.ts';
import { oneLine, oneWord } from './plain-text.ts';

const SPACE = 32;
const NEWLINE = 10;
/** Records between two looks for finished chunks. */
const BATCH = 4096;

/**
 * Wavefront OBJ with its MTL: metres to the millimetre, x east, y north, z up. One list of vertices, an object per
 * layer, a group per body, and in it the faces by material.
 */
export const writeObj: WriteFormat = (scene, baseName) => [
  { name: `${baseName}.obj`, chunks: lazyChunks(() => objChunks(scene, `${baseName}.mtl`)) },
  { name: `${baseName}.mtl`, chunks: lazyChunks(() => mtlChunks(scene)) },
];

function* objChunks({ layers, comments }: Scene, library: string): Generator<Uint8Array> {
  const out = new ByteWriter();
  for (const comment of [...comments, 'Units: metres. x east, y north, z up.']) out.text(`# ${oneLine(comment)}\n`);
  out.text(`mtllib ${library}\n`);
  const firstVertices = new Map<Float64Array, number>();
  let next = 1;
  for (const { positions } of layers) {
    if (firstVertices.has(positions)) continue;
    firstVertices.set(positions, next);
    next += positions.length / 3;
    yield* vertices(out, positions);
  }
  for (const layer of layers) {
    out.text(`o ${layer.layer}\n`);
    for (const body of layer.bodies) yield* faces(out, layer, body, firstVertices.get(layer.positions)!);
  }
  yield* out.takeAll();
}

function* vertices(out: ByteWriter, positions: Float64Array): Generator<Uint8Array> {
  const keyword = new TextEncoder().encode('v ');
  for (let i = 0; i < positions.length; i += 3) {
    out.bytes(keyword);
    out.fixed3(positions[i]!);
    out.byte(SPACE);
    out.fixed3(positions[i + 1]!);
    out.byte(SPACE);
    out.fixed3(positions[i + 2]!);
    out.byte(NEWLINE);
    if (i % BATCH === 0) yield* out.takeFinished();
  }
}

function* faces(out: ByteWriter, mesh: LayerMesh, body: Body, firstVertex: number): Generator<Uint8Array> {
  if (body.name !== undefined) out.text(`# ${oneLine(body.name)}\n`);
  out.text(`g ${mesh.layer}_${oneWord(body.id)}\n`);
  for (const surface of usedSurfaces(mesh, body)) {
    out.text(`usemtl ${materialName(mesh.layer, surface, body)}\n`);
    yield* facesOfSurface(out, mesh, body, SURFACES.indexOf(surface), firstVertex);
  }
}

function* facesOfSurface(
  out: ByteWriter,
  { triangles, surfaces }: LayerMesh,
  { firstTriangle, triangleCount }: Body,
  surface: number,
  firstVertex: number,
): Generator<Uint8Array> {
  const keyword = new TextEncoder().encode('f ');
  for (let i = firstTriangle; i < firstTriangle + triangleCount; i++) {
    if (i % BATCH === 0) yield* out.takeFinished();
    if (surfaces[i] !== surface) continue;
    out.bytes(keyword);
    out.integer(triangles[i * 3]! + firstVertex);
    out.byte(SPACE);
    out.integer(triangles[i * 3 + 1]! + firstVertex);
    out.byte(SPACE);
    out.integer(triangles[i * 3 + 2]! + firstVertex);
    out.byte(NEWLINE);
  }
}
