/** Why something in the input was repaired or left out. */
export interface Oddity {
  readonly reason: string;
  /** OSM element, for example `way/123`. */
  readonly id: string;
}

/** Collects what was repaired or left out while the city is built. */
export interface Oddities {
  readonly skipped: Oddity[];
  readonly repaired: Oddity[];
  skip(id: string, reason: string): void;
  repair(id: string, reason: string): void;
}

export function createOddities(): Oddities {
  const skipped: Oddity[] = [];
  const repaired: Oddity[] = [];
  return {
    skipped,
    repaired,
    skip: (id, reason) => void skipped.push({ id, reason }),
    repair: (id, reason) => void repaired.push({ id, reason }),
  };
}
