import type { TerrainSource } from '../source.ts';
import { modelExtent } from './model-extent.ts';

/** Ground without relief: height 0 everywhere. Needs no data. */
export function flatSource(): TerrainSource {
  return {
    load: async (bbox) => {
      const [west, south, east, north] = modelExtent(bbox);
      return {
        grid: { rows: 2, columns: 2, heights: new Float32Array(4), projection: 'geographic', west, south, east, north },
        sources: [
          {
            id: 'flat',
            label: 'Flat ground',
            origin: 'no data: every height is 0',
            attribution: 'none, heights are not from data',
            licence: 'none needed',
            fictional: false,
          },
        ],
        notes: [],
      };
    },
  };
}
