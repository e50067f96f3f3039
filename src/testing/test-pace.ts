import { createPace, type Pace } from '../engine/pace.ts';
import type { Stages } from '../engine/stages.ts';

/** A pace that nothing cancels. */
export function testPace(): Pace {
  return createPace(new AbortController().signal);
}

/** Stages that nobody watches. */
export const testStages: Stages = () => () => {};
