import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Grading } from '../ground/grade.ts';
import { distancesAlong } from './bridge-crossings.ts';
import { bridgePiers, type Pier } from './bridge-piers.ts';
import { bridgeProfiles, type EndLift } from './bridge-profile.ts';
import { type BridgeRun, bridgeRuns } from './bridge-runs.ts';
import type { City, Course } from './city.ts';
import type { Ground } from './ground.ts';
import { rampLifts } from './ramp-lifts.ts';

/** Bridges as they are built, and by how much the ground's ways must rise to meet them. */
export interface BridgeWorks {
  readonly runs: readonly BridgeRun[];
  readonly piers: readonly Pier[];
  readonly lifts: readonly EndLift[];
}

/** Works out decks and piers over what lies on the ground. */
export function bridgeWorks(
  { bridges, courses, areas }: Pick<City, 'bridges' | 'courses' | 'areas'>,
  { rect }: LocalFrame,
  { heightAt }: Pick<Ground, 'heightAt'>,
): BridgeWorks {
  const { profiles, lifts } = bridgeProfiles(bridges, courses, heightAt);
  const runs = bridgeRuns(bridges, profiles);
  return { runs, piers: bridgePiers({ runs, courses, areas, heightAt, rect }), lifts };
}

/** The height of ramps by course and place on its middle line. */
export function rampHeights(courses: readonly Course[], lifts: readonly EndLift[]): Grading['liftAt'] {
  if (lifts.length === 0) return () => 0;
  const ramps = rampLifts(courses, lifts);
  const distances = new Map<number, Float64Array>();
  return (course, { segment, share }) => {
    if (ramps.knots(course).length === 0) return 0;
    const along = distances.get(course) ?? distancesAlong(courses[course]!.line);
    distances.set(course, along);
    return ramps.liftAt(course, along[segment]! + share * (along[segment + 1]! - along[segment]!));
  };
}
