import type { LayerId } from '../../contract/layers.ts';
import type { ResolvedRequest } from '../../contract/request.ts';
import type { LocalFrame } from '../../geo/local-frame.ts';
import { groundSurface } from '../ground/ground-surface.ts';
import type { Pace } from '../pace.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData } from '../sources/osm-data.ts';
import { bridgeWorks, rampHeights } from './bridge-works.ts';
import { buildingPlans } from './buildings.ts';
import type { Building, City } from './city.ts';
import { COVERS, type CoverId } from './covers.ts';
import type { Ground } from './ground.ts';
import { groundFeatures } from './ground-features.ts';
import type { StandingGround } from './ground-range.ts';
import type { Oddities } from './oddities.ts';
import { type BuildingPlan, standBuilding, standingFootprints } from './stand-buildings.ts';
import { trees as plantTrees } from './trees.ts';

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

/** What a layer needs to know of others, whether they are asked for or not: what a bridge leads over, where woods are. */
const NEEDED: Partial<Record<LayerId, readonly LayerId[]>> = {
  bridges: ['roads', 'railways', 'water'],
  trees: ['green'],
};

/** Source features → city: only the layers that the request asks for, all on one ground. */
export async function buildCity(input: CityInput): Promise<City> {
  const { request, frame, ground } = input;
  const { include, options } = request;
  const plans = include.includes('buildings') ? await buildingPlans({ ...input, options }) : [];
  const known = await groundFeatures(input, [...include, ...include.flatMap((layer) => NEEDED[layer] ?? [])]);
  const isAskedFor = ({ cover }: { readonly cover: CoverId }) => include.includes(COVERS[cover]);
  const features = {
    ...known,
    courses: known.courses.filter(isAskedFor),
    areas: known.areas.filter(isAskedFor),
  };
  const { runs, piers, lifts } = bridgeWorks(known, frame, ground);
  const footprints = standingFootprints(plans);
  const surface = include.some((layer) => GROUND_LAYERS.has(layer))
    ? await groundSurface({
        ...input,
        ...features,
        footprints,
        piers: piers.map(({ footprint }) => footprint),
        liftAt: rampHeights(features.courses, lifts),
      })
    : undefined;
  const buildings = await standAll(plans, surface ?? ground, input);
  const trees = include.includes('trees')
    ? await plantTrees({
        ...input,
        areas: known.areas,
        surface: surface ?? { coverAt: () => 'ground', heightAt: ground.heightAt },
        decks: runs,
        footprints,
        edge: options.edge,
      })
    : [];
  return { frame, ground, ...(surface && { surface }), buildings, ...features, bridgeRuns: runs, piers, trees };
}

async function standAll(
  plans: readonly BuildingPlan[],
  ground: StandingGround,
  { oddities, pace }: CityInput,
): Promise<Building[]> {
  const buildings: Building[] = [];
  for (const plan of plans) {
    await pace.breathe();
    buildings.push(standBuilding(plan, ground, oddities));
  }
  return buildings;
}
