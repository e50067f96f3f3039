import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENGINE_CAPABILITIES } from '../../src/contract/capabilities.ts';
import { type ExportRequest, resolveRequest } from '../../src/contract/request.ts';
import { buildingPlans } from '../../src/engine/city/buildings.ts';
import { ROOF_SHAPE_IDS } from '../../src/engine/city/roof-spec.ts';
import { standBuilding } from '../../src/engine/city/stand-buildings.ts';
import { buildingsMesh } from '../../src/engine/mesh/buildings.ts';
import type { LayerMesh } from '../../src/engine/mesh/layer-mesh.ts';
import { createPace } from '../../src/engine/pace.ts';
import { makeModel } from '../../src/engine/run-export.ts';
import { sleep } from '../../src/engine/sources/sleep.ts';
import { featuresFrom, terrainFrom } from '../../src/entry/node/node-sources.ts';
import { readConfig } from '../../src/entry/node/read-config.ts';
import type { Bbox } from '../../src/geo/bbox.ts';
import { drawn, rectangleLine } from '../../src/testing/map-data.ts';
import { hasRealData, realDataPath } from '../../src/testing/real-data-files.ts';
import { renderPng, type View } from './render.ts';

/** Pictures for the README: one of each roof shape, one of each place of which map data is at hand. */
const FOLDER = 'public/gallery';

/** A picture of a place. */
interface Place {
  readonly name: string;
  readonly bbox: Bbox;
  /** A source's name, or a file in the folder of real data. */
  readonly features: string;
  readonly terrain: string;
  readonly view: Omit<View, 'size'>;
}

const PLACES: readonly Place[] = [
  {
    name: 'sample-city',
    bbox: [0.006, 0.006, 0.014, 0.012],
    features: 'sample',
    terrain: 'sample',
    view: { facing: 20, down: 38, zoom: 0.75 },
  },
  {
    name: 'monaco',
    bbox: [7.418, 43.731, 7.4304, 43.74],
    features: 'osm/monaco-2023.osm.pbf',
    terrain: 'terrain/srtm/N43E007.hgt.zip',
    view: { facing: 20, down: 40, zoom: 0.75 },
  },
  {
    name: 'berlin-mitte',
    bbox: [13.3796, 52.5273, 13.3944, 52.5363],
    features: 'osm/berlin-mitte-2015.osm',
    terrain: 'terrain/srtm/N52E013.hgt',
    view: { facing: 20, down: 42, zoom: 0.6 },
  },
  {
    name: 'berlin-siegessaeule',
    bbox: [13.34766, 52.51303, 13.35276, 52.51574],
    features: 'osm/berlin-siegessaeule.osm.gz',
    terrain: 'terrain/srtm/N52E013.hgt',
    view: { facing: 20, down: 35, zoom: 0.85 },
  },
  {
    name: 'london-southwark',
    bbox: [-0.0948, 51.4998, -0.0894, 51.5028],
    features: 'osm/london-borough-overpass.osm',
    terrain: 'flat',
    view: { facing: 330, down: 42, zoom: 0.75 },
  },
  {
    name: 'nuremberg',
    bbox: [11.15199, 49.46499, 11.15899, 49.46702],
    features: 'osm/nuremberg-laufamholz.osm',
    terrain: 'flat',
    view: { facing: 15, down: 40, zoom: 0.8 },
  },
];

const OPTIONS = { edge: 'whole', lod: 2, storey_height: 3, assume_heights: true } as const;
const ROOF_VIEW: View = { facing: 35, down: 30, size: [240, 160] };

await mkdir(FOLDER, { recursive: true });
for (const shape of ROOF_SHAPE_IDS) await save(`roof-${shape}`, await roofed(shape), ROOF_VIEW);
for (const place of PLACES) {
  const layers = await placeLayers(place);
  if (layers) await save(place.name, layers, { ...place.view, size: [1200, 800] });
  else console.log(`${place.name}: left as it is, its map data is not at hand`);
}

async function save(name: string, layers: readonly LayerMesh[], view: View): Promise<void> {
  await writeFile(join(FOLDER, `${name}.png`), renderPng(layers, view));
  console.log(name);
}

/** A rectangular and an L-shaped house under one kind of roof. */
async function roofed(shape: string): Promise<LayerMesh[]> {
  const tags = { building: 'house', height: '11', 'roof:shape': shape, 'roof:height': '5' };
  const isOneSided = shape === 'skillion' || shape === 'half-dome';
  const plan = isOneSided ? { ...tags, 'roof:direction': 'S' } : tags;
  const corners = [0, 0, 26, 0, 26, 10, 10, 10, 10, 22, 0, 22, 0, 0];
  const houses = await drawn({ tags: plan, line: rectangleLine(-26, 2, -8, 14) }, { tags: plan, line: corners });
  const { kernel, oddities, pace } = houses;
  const plans = await buildingPlans({ ...houses, options: OPTIONS, progress: () => {} });
  const level = { heightAt: () => 0, eachVertexIn: () => {} };
  const buildings = plans.map((building) => standBuilding(building, level, oddities));
  return [await buildingsMesh(buildings, kernel, oddities, pace)];
}

async function placeLayers({ bbox, features, terrain }: Place): Promise<readonly LayerMesh[] | undefined> {
  const { signal } = new AbortController();
  const config = await readConfig();
  if (features !== 'sample' && !hasRealData()) return undefined;
  const path = (name: string) => (name.includes('/') ? realDataPath(name) : name);
  const body: ExportRequest = {
    bbox: [...bbox],
    include: [...ENGINE_CAPABILITIES.layers],
    options: { data: 'sample' },
  };
  const request = await resolveRequest(body, ENGINE_CAPABILITIES, () => Promise.reject(new Error()), signal);
  const { layers } = await makeModel(
    {
      id: 'gallery',
      request,
      features: await featuresFrom(path(features), config),
      terrain: await terrainFrom([path(terrain)], config),
      context: { signal, fetch, sleep, progress: () => {} },
    },
    createPace(signal),
  );
  return layers;
}
