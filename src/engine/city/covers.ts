import type { LayerId } from '../../contract/layers.ts';

/**
 * What can cover the ground, each with the layer that it belongs to. Where several meet, the first of this list is seen: the
 * ground is one partition, and every place of it has exactly one cover.
 */
export const COVERS = {
  footprint: 'terrain',
  pier: 'terrain',
  carriageway: 'roads',
  cycleway: 'roads',
  footway: 'roads',
  steps: 'roads',
  track: 'roads',
  parking: 'roads',
  square: 'roads',
  ballast: 'railways',
  water: 'water',
  sea: 'water',
  pitch: 'green',
  garden: 'green',
  sand: 'green',
  rock: 'green',
  wetland: 'green',
  scrub: 'green',
  wood: 'green',
  orchard: 'green',
  grass: 'green',
  cemetery: 'green',
  farmland: 'green',
  park: 'green',
  ground: 'terrain',
} as const satisfies Record<string, LayerId>;

export type CoverId = keyof typeof COVERS;

/** All covers, the one that is seen over all others first; bare ground last. */
export const COVER_IDS = Object.keys(COVERS) as CoverId[];
