import type { ResolvedRequest } from '../../contract/request.ts';
import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Pace } from '../pace.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData } from '../sources/osm-data.ts';
import { buildings } from './buildings.ts';
import type { City } from './city.ts';
import type { Ground } from './ground.ts';
import type { Oddities } from './oddities.ts';

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

/** Source features → city: only the layers that the request asks for. */
export async function buildCity(input: CityInput): Promise<City> {
  const { request, frame, ground } = input;
  const { include, options } = request;
  return {
    frame,
    ground,
    buildings: include.includes('buildings') ? await buildings({ ...input, options }) : [],
    courses: [],
    areas: [],
    bridges: [],
    trees: [],
    barriers: [],
  };
}
