import type { EngineOptions } from '../contract/options.ts';

/** What the engine does where nothing is chosen, with the sample city as its data. */
export const SAMPLE_OPTIONS = {
  data: 'sample',
  terrain: 'sample',
  edge: 'whole',
  lod: 2,
  storey_height: 3,
  assume_heights: true,
  base_thickness: 5,
} as const satisfies EngineOptions;
