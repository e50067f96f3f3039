import type { LayerId } from '../../contract/layers.ts';
import type { ResolvedRequest } from '../../contract/request.ts';
import type { City } from '../city/city.ts';
import type { Oddities } from '../city/oddities.ts';
import type { Pace } from '../pace.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { buildingsMesh } from './buildings.ts';
import type { LayerMesh } from './layer-mesh.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { terrainMesh } from './terrain.ts';

/** What meshes are made with. */
export interface MeshInput {
  readonly city: City;
  readonly request: ResolvedRequest;
  readonly kernel: PolygonKernel;
  readonly oddities: Oddities;
  readonly pace: Pace;
  /** Told how many of how many layers are done. */
  readonly progress: (done: number, total: number) => void;
}

const MESHES: Readonly<Record<LayerId, (input: MeshInput) => LayerMesh | Promise<LayerMesh>>> = {
  terrain: ({ city, request, pace }) =>
    terrainMesh(city.ground, city.frame, { baseThickness: request.options.base_thickness }, pace.signal),
  buildings: ({ city, kernel, oddities, pace }) => buildingsMesh(city.buildings, kernel, oddities, pace),
  roads: () => new MeshBuilder('roads').build(),
  railways: () => new MeshBuilder('railways').build(),
  water: () => new MeshBuilder('water').build(),
  green: () => new MeshBuilder('green').build(),
  trees: () => new MeshBuilder('trees').build(),
  bridges: () => new MeshBuilder('bridges').build(),
  barriers: () => new MeshBuilder('barriers').build(),
};

/** City → the solids of each layer that the request asks for. */
export async function layerMeshes(input: MeshInput): Promise<LayerMesh[]> {
  const { include } = input.request;
  const meshes: LayerMesh[] = [];
  for (const [done, layer] of include.entries()) {
    input.progress(done, include.length);
    await input.pace.breathe();
    meshes.push(await MESHES[layer](input));
  }
  return meshes;
}
