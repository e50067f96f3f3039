import { type Body, type LayerMesh, SURFACES } from '../mesh/layer-mesh.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Scene, WriteFormat } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { materialName } from './materials.ts';
import { mtlChunks } from './mtl.ts';
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
  for (const layer of layers) yield* vertices(out, layer);
  let firstVertex = 1;
  for (const layer of layers) {
    out.text(`o ${layer.layer}\n`);
    for (const body of layer.bodies) yield* faces(out, layer, body, firstVertex);
    firstVertex += layer.positions.length / 3;
  }
  yield* out.takeAll();
}

function* vertices(out: ByteWriter, { positions }: LayerMesh): Generator<Uint8Array> {
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
    out.text(`usemtl ${materialName(mesh.layer, SURFACES[surface]!)}\n`);
    yield* facesOfSurface(out, mesh, body, surface, firstVertex);
  }
}

/** Numbers of the surfaces that occur in a body, ascending. */
function usedSurfaces({ surfaces }: LayerMesh, { firstTriangle, triangleCount }: Body): number[] {
  const used = new Set<number>();
  for (let i = firstTriangle; i < firstTriangle + triangleCount; i++) used.add(surfaces[i]!);
  return [...used].sort((a, b) => a - b);
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
