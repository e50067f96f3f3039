import { expect } from 'vitest';
import { type BuildingOptions, buildingPlans } from '../engine/city/buildings.ts';
import type { Building } from '../engine/city/city.ts';
import { createGround } from '../engine/city/ground.ts';
import { createOddities, type Oddities } from '../engine/city/oddities.ts';
import { standBuilding } from '../engine/city/stand-buildings.ts';
import { buildingsMesh } from '../engine/mesh/buildings.ts';
import { checkSolid } from '../engine/mesh/check-solid.ts';
import type { LayerMesh } from '../engine/mesh/layer-mesh.ts';
import { createPace } from '../engine/pace.ts';
import { loadPolygonKernel } from '../engine/polygon/polygon-kernel.ts';
import type { OsmData, OsmNode, OsmWay, Tags } from '../engine/sources/osm-data.ts';
import type { SourceContext } from '../engine/sources/source.ts';
import { flatSource } from '../engine/sources/terrain/flat-source.ts';
import { type Bbox, bboxFromCenter } from '../geo/bbox.ts';
import { localFrame } from '../geo/local-frame.ts';

const { signal } = new AbortController();

/** What sources need, without network. */
export const OFFLINE: SourceContext = {
  signal,
  fetch: () => Promise.reject(new TypeError('no network in tests')),
  sleep: async () => {},
  progress: () => {},
};

/** Buildings as an export makes them, on flat ground at 0. */
export interface BuiltBuildings {
  readonly city: readonly Building[];
  readonly oddities: Oddities;
  readonly mesh: LayerMesh;
}

/** A box of 1 km around a place, in which {@link way} and {@link node} lie. */
export const TEST_BOX: Bbox = bboxFromCenter([7, 50], [1000, 1000]);

/** Makes buildings of map data. */
export async function buildBuildings(
  data: OsmData,
  bbox: Bbox = TEST_BOX,
  options: Partial<BuildingOptions> = {},
): Promise<BuiltBuildings> {
  const frame = localFrame(bbox);
  const kernel = await loadPolygonKernel();
  const oddities = createOddities();
  const pace = createPace(signal);
  const ground = createGround((await flatSource().load(bbox, OFFLINE)).grid, frame);
  const plans = await buildingPlans({
    data,
    frame,
    kernel,
    options: { edge: 'whole', lod: 2, storey_height: 3, assume_heights: true, ...options },
    oddities,
    pace,
    progress: () => {},
  });
  const city = plans.map((plan) => standBuilding(plan, ground, oddities));
  return { city, oddities, mesh: await buildingsMesh(city, kernel, oddities, pace) };
}

/** Map data of the given elements. */
export function osmData(ways: readonly OsmWay[], nodes: readonly OsmNode[] = []): OsmData {
  return { nodes, ways: new Map(ways.map((way) => [way.id, way])), relations: [] };
}

/** A closed way through `x, y` pairs in metres from the middle of {@link TEST_BOX}. */
export function way(id: number, tags: Tags, corners: readonly number[]): OsmWay {
  const coords = new Float64Array(corners.length + 2);
  for (let i = 0; i < corners.length; i += 2) coords.set(lonLat(corners[i]!, corners[i + 1]!), i);
  coords.set(coords.subarray(0, 2), corners.length);
  return { id, tags, coords };
}

/** As {@link way} around a rectangle with its south-west corner at x, y. */
export function block(id: number, tags: Tags, x: number, y: number, width: number, depth: number): OsmWay {
  return way(id, tags, [x, y, x + width, y, x + width, y + depth, x, y + depth]);
}

/** A tagged node at metres from the middle of {@link TEST_BOX}. */
export function node(id: number, tags: Tags, x: number, y: number): OsmNode {
  const [lon, lat] = lonLat(x, y);
  return { id, tags, lon, lat };
}

/** Expects every body to be closed, oriented outwards and without degenerate triangles. */
export function expectClosed({ positions, triangles, bodies }: LayerMesh): void {
  for (const { id, firstTriangle, triangleCount } of bodies) {
    const { closed, oriented, degenerate, volume } = checkSolid(positions, triangles, firstTriangle, triangleCount);
    expect({ id, closed, oriented, degenerate }).toEqual({ id, closed: true, oriented: true, degenerate: 0 });
    expect(volume).toBeGreaterThan(0);
  }
}

/** The lowest and highest z of a mesh. */
export function zRange({ positions }: LayerMesh): [lowest: number, highest: number] {
  const range: [number, number] = [Infinity, -Infinity];
  for (let i = 2; i < positions.length; i += 3) {
    range[0] = Math.min(range[0], positions[i]!);
    range[1] = Math.max(range[1], positions[i]!);
  }
  return range;
}

const frame = localFrame(TEST_BOX);

function lonLat(x: number, y: number): [number, number] {
  return frame.toLonLat(x, y);
}
