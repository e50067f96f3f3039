import type { Polygon } from '../polygon/polygon.ts';
import type { Building } from './city.ts';
import { groundRange, type StandingGround } from './ground-range.ts';
import type { Oddities } from './oddities.ts';

/** A building shows at least this many metres above the highest ground under it, or its height if it is lower. */
const MIN_VISIBLE = 2.5;

/** A building that is not on the ground yet. */
export type BuildingPlan = Omit<Building, 'ground' | 'base'>;

/** Puts a building on the ground. One that its slope would bury is lifted until it shows. */
export function standBuilding(plan: BuildingPlan, ground: StandingGround, oddities: Oddities): Building {
  const { lowest, highest } = groundRange(ground, allFootprints([plan]));
  const top = Math.max(...plan.parts.map(({ height }) => height));
  const base = Math.max(lowest, highest + Math.min(MIN_VISIBLE, top) - top);
  if (base > lowest) oddities.repair(plan.id, 'a building that its slope would have buried, lifted to show above it');
  return { ...plan, ground: lowest, base };
}

/** The footprints of parts that stand in the ground: where the terrain ends at walls. */
export function standingFootprints(plans: readonly BuildingPlan[]): Polygon[] {
  return plans.flatMap(({ parts }) => parts.filter(standsInGround).flatMap(({ footprint }) => footprint));
}

function standsInGround({ minHeight }: BuildingPlan['parts'][number]): boolean {
  return minHeight <= 0;
}

function allFootprints(plans: readonly BuildingPlan[]): Polygon[] {
  return plans.flatMap(({ parts }) => parts.flatMap(({ footprint }) => footprint));
}
