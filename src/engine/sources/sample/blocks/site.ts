import { BuildingTagger } from '../building-tags.ts';
import { type Side, sidesOf } from '../convex.ts';
import type { Pen } from '../pen.ts';
import type { Corners } from '../plane.ts';
import { Random } from '../random.ts';

/** A piece of land between streets, ready to be built on. */
export interface Site {
  /** Convex, counter-clockwise, in metres. */
  readonly corners: Corners;
  readonly sides: readonly Side[];
  readonly random: Random;
  readonly tagger: BuildingTagger;
  readonly pen: Pen;
}

/** Fills a site. */
export type Builder = (site: Site) => void;

export function makeSite(corners: Corners, pen: Pen, seed: number): Site {
  const random = new Random(seed);
  return { corners, sides: sidesOf(corners), random, tagger: new BuildingTagger(random), pen };
}
