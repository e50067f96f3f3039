import { ByteWriter } from './byte-writer.ts';
import type { ColouredGeometry } from './coloured-geometry.ts';
import { materialFaces } from './face-lists.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { PartGeometries, type PartGeometry } from './part-geometry.ts';
import { placementText } from './placement.ts';
import { oneLine } from './plain-text.ts';
import { asciiRecords, binaryRecords, type PlyRecords } from './ply-records.ts';
import { startingSafely } from './ply-start.ts';
import { type ScenePart, sceneObjects } from './scene-parts.ts';

/** Records between two looks for finished chunks. */
const BATCH = 4096;

/**
 * PLY, binary (little-endian) or as text: one mesh of all bodies of all layers. A vertex has its surface's colour, so
 * that it occurs once for each colour around it.
 */
export function writePly(scene: Scene, baseName: string): PlainFile[] {
  return [{ name: `${baseName}.ply`, chunks: lazyChunks(() => plyChunks(scene)) }];
}

function* plyChunks(scene: Scene): Generator<Uint8Array> {
  const { layers, settings, placement } = scene;
  const geometries = new PartGeometries(settings.normals);
  const parts = layers.flatMap((mesh) => sceneObjects(mesh, scene, 'layer').flatMap((object) => object.parts));
  const geometryOf = (part: ScenePart) => {
    const geometry = geometries.coloured(part);
    return part === parts[0] ? startingSafely(geometry, part.mesh.positions, placement) : geometry;
  };
  const out = new ByteWriter();
  const records = (settings.encoding === 'ascii' ? asciiRecords : binaryRecords)(out, placement);
  out.text(header(scene, countRecords(parts, geometries, scene)));
  for (const part of parts) yield* vertexRecords(out, records, part, geometryOf(part));
  let firstVertex = 0;
  for (const part of parts) {
    const geometry = geometryOf(part);
    yield* faceRecords(out, records, part, geometry, scene, firstVertex);
    firstVertex += geometry.vertices.length;
  }
  yield* out.takeAll();
}

/** Counted before anything is written, because the header comes first. */
function countRecords(
  parts: readonly ScenePart[],
  geometries: PartGeometries,
  { settings }: Scene,
): { vertices: number; faces: number } {
  let vertices = 0;
  let faces = 0;
  for (const part of parts) {
    const geometry = geometries.coloured(part);
    vertices += geometry.vertices.length;
    if (settings.faces === 'triangles') faces += part.triangleCount;
    else
      for (const material of geometry.materials.keys()) {
        faces += materialFaces(part.mesh, geometry, material, settings.faces).sizes.length;
      }
  }
  return { vertices, faces };
}

function header({ comments, settings, placement }: Scene, count: { vertices: number; faces: number }): string {
  const properties = (type: string, names: string) => names.split(' ').map((name) => `property ${type} ${name}`);
  return `${[
    'ply',
    `format ${settings.encoding === 'ascii' ? 'ascii' : 'binary_little_endian'} 1.0`,
    ...[...comments, placementText(placement)].map((comment) => `comment ${ascii(oneLine(comment))}`),
    `element vertex ${count.vertices}`,
    ...properties('float', 'x y z'),
    ...(settings.normals === 'none' ? [] : properties('float', 'nx ny nz')),
    ...properties('uchar', 'red green blue'),
    `element face ${count.faces}`,
    'property list uchar int vertex_indices',
    'end_header',
  ].join('\n')}\n`;
}

/** Headers are ASCII. */
function ascii(text: string): string {
  return text.replaceAll('©', '(c)').replace(/[^\x20-\x7e]/g, '?');
}

function* vertexRecords(
  out: ByteWriter,
  records: PlyRecords,
  { mesh: { positions } }: ScenePart,
  { vertices, normals, materials, firstVertices }: ColouredGeometry,
): Generator<Uint8Array> {
  const part = { positions, vertices, ...(normals && { normals }) };
  for (const [number, { colour }] of materials.entries()) {
    const end = firstVertices[number + 1]!;
    for (let from = firstVertices[number]!; from < end; from += BATCH) {
      records.vertices(part, from, Math.min(from + BATCH, end), colour);
      yield* out.takeFinished();
    }
  }
}

function* faceRecords(
  out: ByteWriter,
  records: PlyRecords,
  { mesh }: ScenePart,
  geometry: PartGeometry,
  { settings }: Scene,
  firstVertex: number,
): Generator<Uint8Array> {
  if (settings.faces === 'triangles') {
    const { triangles } = geometry;
    for (let from = 0; from < triangles.length; from += 3 * BATCH) {
      records.triangles(triangles, from, Math.min(from + 3 * BATCH, triangles.length), firstVertex);
      yield* out.takeFinished();
    }
    return;
  }
  for (const material of geometry.materials.keys()) {
    const { corners, sizes } = materialFaces(mesh, geometry, material, settings.faces);
    let corner = 0;
    for (let face = 0; face < sizes.length; face++) {
      if (face % BATCH === 0) yield* out.takeFinished();
      records.face(corners, corner, sizes[face]!, firstVertex);
      corner += sizes[face]!;
    }
  }
}
