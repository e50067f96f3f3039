import { formatSettings } from '../../contract/format-settings.ts';
import type { LayerId } from '../../contract/layers.ts';
import { formatsOf, type ResolvedRequest } from '../../contract/request.ts';
import type { City } from '../city/city.ts';
import type { Oddities } from '../city/oddities.ts';
import type { Region } from '../ground/regions.ts';
import type { Pace } from '../pace.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { barriersMesh } from './barriers.ts';
import { bridgesMesh } from './bridges.ts';
import { buildingsMesh } from './buildings.ts';
import { groundMeshes } from './ground.ts';
import { groundApart, groundWithoutTerrain } from './ground-apart.ts';
import type { LayerMesh } from './layer-mesh.ts';
import { treesMesh } from './trees.ts';

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
  buildings: ({ city, request, kernel, oddities, pace }) =>
    buildingsMesh(city.buildings, kernel, oddities, pace, isFused(request)),
  trees: ({ city, pace }) => treesMesh(city.trees, city.surface ?? city.ground, pace),
  bridges: ({ city, request, kernel, oddities, pace }) =>
    bridgesMesh({
      runs: city.bridgeRuns,
      piers: city.piers,
      surface: city.surface ?? city.ground,
      rect: city.frame.rect,
      kernel,
      oddities,
      pace,
      fused: isFused(request),
    }),
  barriers: ({ city, kernel, oddities, pace }) =>
    barriersMesh({
      barriers: city.barriers,
      surface: city.surface ?? city.ground,
      rect: city.frame.rect,
      obstacles: obstaclesTo(city),
      kernel,
      oddities,
      pace,
    }),
};

/** Whether any of the files is to hold one solid. */
function isFused(request: ResolvedRequest): boolean {
  return formatsOf(request).some((format) => formatSettings(format, request.options).fuse);
}

/** Covers that no barrier stands on. */
const NO_BARRIERS: ReadonlySet<Region['cover']> = new Set(['footprint', 'carriageway', 'ballast', 'water', 'sea']);

function obstaclesTo({ surface }: City): Polygon[] {
  return (surface?.regions ?? []).filter(({ cover }) => NO_BARRIERS.has(cover)).flatMap(({ polygons }) => polygons);
}

/** City → the bodies of each layer that the request asks for, in their order. */
export async function layerMeshes(input: MeshInput): Promise<LayerMesh[]> {
  const { include } = input.request;
  const onGround = include.filter((layer) => !(layer in STANDING));
  const meshes = new Map<LayerId, LayerMesh>();
  for (const mesh of groundLayers(input, onGround)) meshes.set(mesh.layer, mesh);
  for (const [done, layer] of include.entries()) {
    input.progress(done, include.length);
    await input.pace.breathe();
    const make = STANDING[layer];
    if (make) meshes.set(layer, await make(input));
  }
  return include.flatMap((layer) => meshes.get(layer) ?? []);
}

/** In one file the ground is one solid; in files of their own its layers are solids that fit together. */
function groundLayers({ city, request }: MeshInput, layers: readonly LayerId[]): LayerMesh[] {
  if (!city.surface) return [];
  const options = { baseThickness: request.options.base_thickness };
  if (request.separate_files) return groundApart(city.surface, city.frame, layers, options);
  if (!layers.includes('terrain')) return groundWithoutTerrain(city.surface, layers);
  return groundMeshes(city.surface, city.frame, layers, options);
}
