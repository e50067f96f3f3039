/** A line of heights: `[place, height]` with ascending places from -1 to 1 and heights from 0 to 1. */
export type Profile = readonly (readonly [place: number, height: number])[];

/** The height at a place; beyond the ends that of the end. */
export function profileAt(profile: Profile, place: number): number {
  let [from, low] = profile[0]!;
  if (place <= from) return low;
  for (let i = 1; i < profile.length; i++) {
    const [to, high] = profile[i]!;
    if (place <= to) return low + ((high - low) * (place - from)) / (to - from);
    from = to;
    low = high;
  }
  return low;
}

/** The profile run the other way. */
export function mirrored(profile: Profile): Profile {
  return profile.map(([place, height]) => [-place, height] as const).reverse();
}

/**
 * Where a profile that rises to its top and then falls first reaches a height, and where it last has it.
 * @returns `undefined` where it does not reach it
 */
export function reach(profile: Profile, height: number): readonly [first: number, last: number] | undefined {
  const first = firstReach(profile, height);
  if (first === undefined) return undefined;
  return [first, -firstReach(mirrored(profile), height)!];
}

function firstReach(profile: Profile, height: number): number | undefined {
  const next = profile.findIndex(([, at]) => at >= height - 1e-12);
  if (next <= 0) return next < 0 ? undefined : -1;
  const [from, low] = profile[next - 1]!;
  const [to, high] = profile[next]!;
  return from + ((to - from) * (height - low)) / (high - low);
}
