import type { Polygon } from '../polygon/polygon.ts';

/** The shapes of roofs that can be built: the wiki's values of `roof:shape`, spelled with `-`, and half of a dome. */
export const ROOF_SHAPE_IDS = [
  'flat',
  'gabled',
  'gabled-height-moved',
  'skillion',
  'saltbox',
  'double-saltbox',
  'quadruple-saltbox',
  'hipped',
  'half-hipped',
  'side-hipped',
  'side-half-hipped',
  'hipped-and-gabled',
  'mansard',
  'gambrel',
  'bellcast-gable',
  'pyramidal',
  'crosspitched',
  'sawtooth',
  'butterfly',
  'cone',
  'dome',
  'half-dome',
  'onion',
  'round',
] as const;
export type RoofShapeId = (typeof ROOF_SHAPE_IDS)[number];

/** The roof of a building part. */
export interface RoofSpec {
  readonly shape: Exclude<RoofShapeId, 'flat'>;
  /** Metres from the eaves to the top: the upper end of the part's height. */
  readonly height: number;
  /** Where the main face looks: degrees clockwise from north. */
  readonly direction?: number;
  /** Whether the ridge runs along the longer side of the outline or across it; a direction goes before it. */
  readonly orientation: 'along' | 'across';
  /** What the roof is shaped over: the part's footprint before anything was cut off. */
  readonly over: readonly Polygon[];
}
