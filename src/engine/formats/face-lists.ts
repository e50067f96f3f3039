import type { Faces } from '../../contract/format-options.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { PartGeometry } from './part-geometry.ts';
import { type FaceList, joinQuads } from './quads.ts';

/** The faces of one material of a part, by the part's vertices. */
export function materialFaces(
  { positions }: LayerMesh,
  { vertices, triangles, starts }: PartGeometry,
  material: number,
  faces: Faces,
): FaceList {
  const own = triangles.subarray(starts[material]! * 3, starts[material + 1]! * 3);
  if (faces === 'quads') return joinQuads(positions, own, (vertex) => vertices[vertex]! * 3);
  return { corners: own, sizes: new Uint8Array(own.length / 3).fill(3) };
}
