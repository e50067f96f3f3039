import { ByteWriter } from './byte-writer.ts';
import { type DxfFrame, dxfHead, dxfTail } from './dxf-frame.ts';
import { DXF_APPLICATION, dxfLayer, FIRST_ENTITY_HANDLE, MODEL_SPACE } from './dxf-handles.ts';
import { extentsOf } from './extents.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { type Placement, placedExtents, placementText } from './placement.ts';
import { dxfText } from './plain-text.ts';
import { type PolyfacePiece, polyfacePieces } from './polyface.ts';

const NEWLINE = 10;
/** Records between two looks for finished chunks. */
const BATCH = 1024;

/**
 * DXF (release 2000, ASCII): x east, y north, z up; a layer per kind of object. Every body is a polyface
 * mesh, so that it stays one object that can be picked, and its vertices stay shared; loose 3DFACEs take a fifth more
 * bytes. Extended data of application CITYCLIP holds the body's id and name.
 */
export function writeDxf(scene: Scene, baseName: string): PlainFile[] {
  return [{ name: `${baseName}.dxf`, chunks: lazyChunks(() => dxfChunks(scene)) }];
}

function* dxfChunks({ layers, comments, placement }: Scene): Generator<Uint8Array> {
  const pieces = layers.flatMap((layer) => polyfacePieces(layer));
  const extents = extentsOf(layers);
  const frame: DxfFrame = {
    comments: [...comments, placementText(placement)],
    layers: layers.map(({ layer }) => layer),
    unit: placement.unit,
    decimals: placement.decimals,
    extents: extents && placedExtents(extents, placement),
    nextHandle: pieces.reduce((handle, piece) => handle + handleCount(piece), FIRST_ENTITY_HANDLE),
  };
  const out = new ByteWriter();
  out.text(dxfHead(frame));
  let handle = FIRST_ENTITY_HANDLE;
  for (const piece of pieces) {
    yield* polyface(out, piece, handle, placement);
    handle += handleCount(piece);
  }
  out.text(dxfTail());
  yield* out.takeAll();
}

/** A polyface mesh has a handle of its own, one for each vertex and face, and one for its end. */
function handleCount({ vertices, faces }: PolyfacePiece): number {
  return vertices.length + faces.length / 3 + 2;
}

function* polyface(out: ByteWriter, piece: PolyfacePiece, handle: number, placement: Placement): Generator<Uint8Array> {
  const owner = handle.toString(16).toUpperCase();
  const layer = dxfLayer(piece.mesh.layer);
  out.text(polylineText(piece, owner, layer));
  // What each vertex and face begins with, after its handle.
  const entity = `\n330\n${owner}\n100\nAcDbEntity\n8\n${layer}\n100\n`;
  yield* vertexRecords(out, piece, handle + 1, entity, placement);
  yield* faceRecords(out, piece, handle + 1 + piece.vertices.length, entity);
  const end = (handle + handleCount(piece) - 1).toString(16).toUpperCase();
  out.text(`0\nSEQEND\n5\n${end}\n330\n${owner}\n100\nAcDbEntity\n8\n${layer}\n`);
}

/** 64 marks a polyface mesh; 71 and 72 count its vertices and faces; 66 says that they follow. */
function polylineText({ body, vertices, faces }: PolyfacePiece, handle: string, layer: string): string {
  const name = body.name === undefined ? '' : `1000\n${dxfText(body.name)}\n`;
  return (
    `0\nPOLYLINE\n5\n${handle}\n330\n${MODEL_SPACE}\n100\nAcDbEntity\n8\n${layer}\n100\nAcDbPolyFaceMesh\n66\n1\n` +
    `10\n0.0\n20\n0.0\n30\n0.0\n70\n64\n71\n${vertices.length}\n72\n${faces.length / 3}\n` +
    `1001\n${DXF_APPLICATION}\n1000\n${dxfText(body.id)}\n${name}`
  );
}

function* vertexRecords(
  out: ByteWriter,
  { mesh: { positions }, vertices }: PolyfacePiece,
  firstHandle: number,
  entity: string,
  { factors: [fx, fy, fz], offsets: [ox, oy, oz], decimals }: Placement,
): Generator<Uint8Array> {
  const start = bytes('0\nVERTEX\n5\n');
  const x = bytes(`${entity}AcDbVertex\n100\nAcDbPolyFaceMeshVertex\n10\n`);
  const y = bytes('\n20\n');
  const z = bytes('\n30\n');
  // 64 and 128: a vertex of a polyface mesh.
  const end = bytes('\n70\n192\n');
  for (let i = 0; i < vertices.length; i++) {
    const from = vertices[i]! * 3;
    out.bytes(start);
    out.hex(firstHandle + i);
    out.bytes(x);
    out.fixed(positions[from]! * fx + ox, decimals);
    out.bytes(y);
    out.fixed(positions[from + 1]! * fy + oy, decimals);
    out.bytes(z);
    out.fixed(positions[from + 2]! * fz + oz, decimals);
    out.bytes(end);
    if (i % BATCH === 0) yield* out.takeFinished();
  }
}

function* faceRecords(
  out: ByteWriter,
  { faces }: PolyfacePiece,
  firstHandle: number,
  entity: string,
): Generator<Uint8Array> {
  const start = bytes('0\nVERTEX\n5\n');
  // 128 alone: a face.
  const a = bytes(`${entity}AcDbFaceRecord\n10\n0.0\n20\n0.0\n30\n0.0\n70\n128\n71\n`);
  const b = bytes('\n72\n');
  const c = bytes('\n73\n');
  for (let i = 0; i < faces.length / 3; i++) {
    out.bytes(start);
    out.hex(firstHandle + i);
    out.bytes(a);
    out.integer(faces[i * 3]!);
    out.bytes(b);
    out.integer(faces[i * 3 + 1]!);
    out.bytes(c);
    out.integer(faces[i * 3 + 2]!);
    out.byte(NEWLINE);
    if (i % BATCH === 0) yield* out.takeFinished();
  }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
