/** The values of `roof:shape` that the wiki's template lists, all of which the sample city shows. */
export const ROOF_SHAPES = [
  'flat',
  'gabled',
  'gabled_height_moved',
  'skillion',
  'saltbox',
  'hipped',
  'half-hipped',
  'side_hipped',
  'side_half-hipped',
  'hipped-and-gabled',
  'mansard',
  'gambrel',
  'bellcast_gable',
  'pyramidal',
  'crosspitched',
  'sawtooth',
  'butterfly',
  'cone',
  'dome',
  'onion',
  'round',
  'many',
] as const;

export type RoofShape = (typeof ROOF_SHAPES)[number];
