import { NodeIO } from '@gltf-transform/core';
import { ALL_EXTENSIONS } from '@gltf-transform/extensions';
import { JSDOM } from 'jsdom';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import rhino3dm from 'rhino3dm';
import { type BufferGeometry, InstancedMesh, Matrix4, Mesh, type Object3D, Vector3 } from 'three';
import { ThreeMFLoader } from 'three/addons/loaders/3MFLoader.js';
import { ColladaLoader } from 'three/addons/loaders/ColladaLoader.js';
import { OBJLoader } from 'three/addons/loaders/OBJLoader.js';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { STLLoader } from 'three/addons/loaders/STLLoader.js';
import { USDLoader } from 'three/addons/loaders/USDLoader.js';
import type { FormatId } from '../contract/formats.ts';
import { readDxf, type Soup } from './read-models.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const text = (bytes: Bytes) => new TextDecoder().decode(bytes);

/** Reads the triangles of each format, in the file's own coordinates, with readers that this project did not write. */
export const READ_MESH = {
  stl: async (bytes) => geometrySoup(new STLLoader().parse(bytes.buffer)),
  '3mf': async (bytes) => withDom(() => objectSoup(new ThreeMFLoader().parse(bytes.buffer))),
  obj: async (bytes) => objectSoup(new OBJLoader().parse(text(bytes))),
  glb: readGlb,
  ply: async (bytes) => geometrySoup(new PLYLoader().parse(bytes.buffer)),
  dae: async (bytes) =>
    withDom(() => {
      const { scene } = new ColladaLoader().parse(text(bytes), '')!;
      // The loader turns models whose z axis points up.
      scene.rotation.set(0, 0, 0);
      scene.scale.set(1, 1, 1);
      return objectSoup(scene);
    }),
  usdz: async (bytes) => withDom(() => objectSoup(new USDLoader().parse(bytes.buffer))),
  dxf: async (bytes) => readDxf(text(bytes)).flatMap(({ soup }) => soup),
} satisfies Partial<Record<FormatId, (bytes: Bytes) => Promise<Soup>>>;

/** The formats that hold nothing but triangles. */
export type MeshFormatId = keyof typeof READ_MESH;
export const MESH_FORMAT_IDS = Object.keys(READ_MESH) as MeshFormatId[];

/** Reads the meshes of a 3DM with McNeel's library. */
export async function readRhino(bytes: Bytes): Promise<Soup> {
  const library = await rhino3dm();
  const objects = library.File3dm.fromByteArray(bytes).objects();
  const soup: Soup = [];
  for (let i = 0; i < objects.count; i++) {
    const mesh = objects.get(i).geometry() as InstanceType<typeof library.Mesh>;
    const [vertices, faces] = [mesh.vertices(), mesh.faces()];
    for (let face = 0; face < faces.count; face++) {
      for (const vertex of (faces.get(face) as number[]).slice(0, 3)) soup.push(...(vertices.get(vertex) as number[]));
    }
  }
  return soup;
}

/** Reads a GLB with glTF-Transform: every mesh as often as nodes or instances show it. */
async function readGlb(bytes: Bytes): Promise<Soup> {
  await MeshoptDecoder.ready;
  const io = new NodeIO()
    .registerExtensions(ALL_EXTENSIONS)
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const document = await io.readBinary(bytes);
  const soup: Soup = [];
  for (const node of document.getRoot().listNodes()) {
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      const positions = primitive.getAttribute('POSITION')!;
      const matrix = new Matrix4().fromArray(node.getWorldMatrix());
      for (const index of primitive.getIndices()!.getArray()!) {
        soup.push(...new Vector3(...positions.getElement(index, [])).applyMatrix4(matrix).toArray());
      }
    }
  }
  return soup;
}

/** Lends a reader the browser's XML parser. */
function withDom<T>(read: () => T): T {
  const { window } = new JSDOM();
  const lent = { DOMParser: window.DOMParser, document: window.document };
  const before = Object.fromEntries(Object.keys(lent).map((key) => [key, Reflect.get(globalThis, key)]));
  Object.assign(globalThis, lent);
  try {
    return read();
  } finally {
    Object.assign(globalThis, before);
  }
}

function objectSoup(root: Object3D): Soup {
  root.updateMatrixWorld(true);
  const soup: Soup = [];
  root.traverse((object) => {
    if (object instanceof Mesh && !(object instanceof InstancedMesh)) {
      for (const value of geometrySoup(object.geometry, object.matrixWorld)) soup.push(value);
    }
  });
  return soup;
}

function geometrySoup(geometry: BufferGeometry, matrix = new Matrix4()): Soup {
  const positions = geometry.getAttribute('position')!;
  const index = geometry.getIndex();
  const soup: Soup = [];
  const corner = new Vector3();
  for (let i = 0; i < (index ?? positions).count; i++) {
    corner.fromBufferAttribute(positions, index ? index.getX(i) : i).applyMatrix4(matrix);
    soup.push(corner.x, corner.y, corner.z);
  }
  return soup;
}
