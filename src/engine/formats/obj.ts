import { ByteWriter } from './byte-writer.ts';
import { materialFaces } from './face-lists.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { mtlChunks } from './mtl.ts';
import { PartGeometries, type PartGeometry } from './part-geometry.ts';
import { placementText } from './placement.ts';
import { oneLine, oneWord } from './plain-text.ts';
import type { FaceList } from './quads.ts';
import { type ScenePart, sceneObjects } from './scene-parts.ts';
import { normalWriter, vertexWriter } from './vertex-text.ts';

const SPACE = 32;
const NEWLINE = 10;
const SLASH = 47;
/** Records between two looks for finished chunks. */
const BATCH = 4096;

/**
 * Wavefront OBJ with its MTL. One list of vertices, an object per layer, a group per body, and in it the faces by
 * material.
 */
export function writeObj(scene: Scene, baseName: string): PlainFile[] {
  return [
    { name: `${baseName}.obj`, chunks: lazyChunks(() => objChunks(scene, `${baseName}.mtl`)) },
    { name: `${baseName}.mtl`, chunks: lazyChunks(() => mtlChunks(scene)) },
  ];
}

function* objChunks(scene: Scene, library: string): Generator<Uint8Array> {
  const { layers, comments, placement, settings } = scene;
  const out = new ByteWriter();
  for (const comment of [...comments, placementText(placement)]) out.text(`# ${oneLine(comment)}\n`);
  out.text(`mtllib ${library}\n`);
  const firstVertices = new Map<Float64Array, number>();
  let next = 1;
  for (const { positions } of layers) {
    if (firstVertices.has(positions)) continue;
    firstVertices.set(positions, next);
    next += positions.length / 3;
    yield* vertices(out, positions, scene);
  }
  const geometries = new PartGeometries(settings.normals);
  let firstNormal = 1;
  for (const layer of layers) {
    out.text(`o ${layer.layer}\n`);
    for (const { parts } of sceneObjects(layer, scene, settings.group_by)) {
      for (const part of parts) {
        const geometry = geometries.of(part);
        yield* partRecords(out, part, geometry, scene, firstVertices.get(layer.positions)!, firstNormal);
        firstNormal += geometry.normals ? geometry.vertices.length : 0;
      }
    }
  }
  yield* out.takeAll();
}

function* vertices(out: ByteWriter, positions: Float64Array, { placement }: Scene): Generator<Uint8Array> {
  const keyword = new TextEncoder().encode('v ');
  const vertex = vertexWriter(out, placement);
  for (let i = 0; i < positions.length; i += 3) {
    out.bytes(keyword);
    vertex(positions, i);
    out.byte(NEWLINE);
    if (i % BATCH === 0) yield* out.takeFinished();
  }
}

function* partRecords(
  out: ByteWriter,
  part: ScenePart,
  geometry: PartGeometry,
  { placement, settings }: Scene,
  firstVertex: number,
  firstNormal: number,
): Generator<Uint8Array> {
  const { mesh } = part;
  const { normals } = geometry;
  if (normals) yield* normalRecords(out, normals, normalWriter(out, placement));
  if (part.name !== undefined) out.text(`# ${oneLine(part.name)}\n`);
  out.text(`g ${settings.group_by === 'building' ? `${mesh.layer}_${oneWord(part.id)}` : mesh.layer}\n`);
  for (const [material, { name }] of geometry.materials.entries()) {
    out.text(`usemtl ${name}\n`);
    const faces = materialFaces(mesh, geometry, material, settings.faces);
    yield* faceRecords(out, faces, geometry.vertices, firstVertex, normals && firstNormal);
  }
}

function* normalRecords(
  out: ByteWriter,
  normals: Float32Array,
  write: (values: Float32Array, from: number) => void,
): Generator<Uint8Array> {
  const keyword = new TextEncoder().encode('vn ');
  for (let i = 0; i < normals.length; i += 3) {
    out.bytes(keyword);
    write(normals, i);
    out.byte(NEWLINE);
    if (i % BATCH === 0) yield* out.takeFinished();
  }
}

/** Faces by the numbers of the layer's vertices and, where there are any, of the part's normals. */
function* faceRecords(
  out: ByteWriter,
  { corners, sizes }: FaceList,
  vertexOf: Uint32Array,
  firstVertex: number,
  firstNormal: number | undefined,
): Generator<Uint8Array> {
  let corner = 0;
  for (let face = 0; face < sizes.length; face++) {
    if (face % BATCH === 0) yield* out.takeFinished();
    out.byte(102);
    for (const end = corner + sizes[face]!; corner < end; corner++) {
      out.byte(SPACE);
      out.integer(vertexOf[corners[corner]!]! + firstVertex);
      if (firstNormal === undefined) continue;
      out.byte(SLASH);
      out.byte(SLASH);
      out.integer(corners[corner]! + firstNormal);
    }
    out.byte(NEWLINE);
  }
}
