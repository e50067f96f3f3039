import { createPace, type Pace } from '../engine/pace.ts';

/** A pace that nothing cancels. */
export function testPace(): Pace {
  return createPace(new AbortController().signal);
}
