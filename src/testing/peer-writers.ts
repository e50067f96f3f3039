import { Document, NodeIO } from '@gltf-transform/core';
import { DxfWriter, point3d } from '@tarikjabiri/dxf';
import { BufferAttribute, BufferGeometry, Mesh, Scene as ThreeScene } from 'three';
import { GLTFExporter } from 'three/addons/exporters/GLTFExporter.js';
import { OBJExporter } from 'three/addons/exporters/OBJExporter.js';
import { PLYExporter } from 'three/addons/exporters/PLYExporter.js';
import { STLExporter } from 'three/addons/exporters/STLExporter.js';
import type { LayerMesh } from '../engine/mesh/layer-mesh.ts';

/** Writes a mesh with three.js. */
export const THREE_WRITERS = {
  stl: (mesh: LayerMesh) => new STLExporter().parse(threeScene(mesh), { binary: true }),
  obj: (mesh: LayerMesh) => new OBJExporter().parse(threeScene(mesh)),
  /** With a colour per vertex, as ours has. */
  ply: (mesh: LayerMesh) => new PLYExporter().parse(threeScene(mesh, GREY), undefined as never, { binary: true }),
  glb: async (mesh: LayerMesh) => {
    lendFileReader();
    return new GLTFExporter().parseAsync(threeScene(mesh), { binary: true });
  },
} as const;

/** Writes a GLB with glTF-Transform. */
export async function gltfTransformWriter({ positions, triangles }: LayerMesh): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const position = document.createAccessor().setType('VEC3').setArray(Float32Array.from(positions)).setBuffer(buffer);
  const indices = document.createAccessor().setType('SCALAR').setArray(triangles.slice()).setBuffer(buffer);
  const primitive = document.createPrimitive().setAttribute('POSITION', position).setIndices(indices);
  const mesh = document.createMesh().addPrimitive(primitive);
  document.createScene().addChild(document.createNode().setMesh(mesh));
  return new NodeIO().writeBinary(document);
}

/** Writes a DXF of 3D faces with @tarikjabiri/dxf. */
export function dxfWriter({ positions, triangles }: LayerMesh): string {
  const dxf = new DxfWriter();
  const corner = (i: number) => {
    const from = triangles[i]! * 3;
    return point3d(positions[from]!, positions[from + 1]!, positions[from + 2]!);
  };
  for (let i = 0; i < triangles.length; i += 3) {
    const last = corner(i + 2);
    dxf.add3dFace(corner(i), corner(i + 1), last, last);
  }
  return dxf.stringify();
}

/** Of every channel. */
const GREY = 178;

function threeScene({ positions, triangles }: LayerMesh, colour?: number): ThreeScene {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(positions), 3));
  if (colour !== undefined) {
    geometry.setAttribute('color', new BufferAttribute(new Uint8Array(positions.length).fill(colour), 3, true));
  }
  geometry.setIndex(new BufferAttribute(triangles, 1));
  const scene = new ThreeScene();
  scene.add(new Mesh(geometry));
  scene.updateMatrixWorld(true);
  return scene;
}

/** The exporter reads blobs as browsers do. */
function lendFileReader(): void {
  if ('FileReader' in globalThis) return;
  class BlobReader {
    result: ArrayBuffer | undefined;
    onloadend: () => void = () => {};
    readAsArrayBuffer(blob: Blob): void {
      void blob.arrayBuffer().then((buffer) => {
        this.result = buffer;
        this.onloadend();
      });
    }
  }
  Object.assign(globalThis, { FileReader: BlobReader });
}
