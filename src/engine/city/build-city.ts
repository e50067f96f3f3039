import type { LayerId } from '../../contract/layers.ts';
import type { ResolvedRequest } from '../../contract/request.ts';
import type { LocalFrame } from '../../geo/local-frame.ts';
import { groundSurface } from '../ground/ground-surface.ts';
import type { Pace } from '../pace.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData } from '../sources/osm-data.ts';
import { buildingPlans } from './buildings.ts';
import type { Building, City } from './city.ts';
import { COVERS } from './covers.ts';
import type { Ground } from './ground.ts';
import { groundFeatures } from './ground-features.ts';
import type { Oddities } from './oddities.ts';
import { standBuilding, standingFootprints } from './stand-buildings.ts';

/** What a city is made of. */
export interface CityInput {
  readonly request: ResolvedRequest;
  readonly data: OsmData;
  readonly frame: LocalFrame;
  readonly ground: Ground;
  readonly kernel: PolygonKernel;
  readonly oddities: Oddities;
  readonly pace: Pace;
  /** Told how many of how many objects are built. */
  readonly progress: (done: number, total: number) => void;
}

/** Layers that are parts of the ground. */
const GROUND_LAYERS: ReadonlySet<LayerId> = new Set(Object.values(COVERS));

/** Source features → city: only the layers that the request asks for, all on one ground. */
export async function buildCity(input: CityInput): Promise<City> {
  const { request, frame, ground, oddities, pace } = input;
  const { include, options } = request;
  const plans = include.includes('buildings') ? await buildingPlans({ ...input, options }) : [];
  const features = await groundFeatures(input, include);
  const contents = { ...features, footprints: standingFootprints(plans), piers: [], liftAt: () => 0 };
  const surface = include.some((layer) => GROUND_LAYERS.has(layer))
    ? await groundSurface({ ...input, ...contents })
    : undefined;
  const buildings: Building[] = [];
  for (const plan of plans) {
    await pace.breathe();
    buildings.push(standBuilding(plan, surface ?? ground, oddities));
  }
  return { frame, ground, ...(surface && { surface }), buildings, ...features, trees: [] };
}
