import type { LayerId } from '../../contract/layers.ts';
import type { ResolvedRequest } from '../../contract/request.ts';
import type { City } from '../city/city.ts';
import type { Oddities } from '../city/oddities.ts';
import type { Pace } from '../pace.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { buildingsMesh } from './buildings.ts';
import { groundMeshes } from './ground.ts';
import type { LayerMesh } from './layer-mesh.ts';

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

/** How the layers are made that stand on the ground. */
const STANDING: Readonly<Partial<Record<LayerId, (input: MeshInput) => LayerMesh | Promise<LayerMesh>>>> = {
  buildings: ({ city, kernel, oddities, pace }) => buildingsMesh(city.buildings, kernel, oddities, pace),
};

/** City → the bodies of each layer that the request asks for, in their order. */
export async function layerMeshes(input: MeshInput): Promise<LayerMesh[]> {
  const { city, request } = input;
  const { include, options } = request;
  const onGround = include.filter((layer) => !(layer in STANDING));
  const meshes = new Map<LayerId, LayerMesh>();
  if (city.surface) {
    for (const mesh of groundMeshes(city.surface, city.frame, onGround, { baseThickness: options.base_thickness })) {
      meshes.set(mesh.layer, mesh);
    }
  }
  for (const [done, layer] of include.entries()) {
    input.progress(done, include.length);
    await input.pace.breathe();
    const make = STANDING[layer];
    if (make) meshes.set(layer, await make(input));
  }
  return include.flatMap((layer) => meshes.get(layer) ?? []);
}
