import { describe } from 'vitest';
import { hasRealData, REAL_DATA_FOLDER } from './real-data-files.ts';

/** A suite on real data; where the data is absent it is skipped, and its name says so. */
export function describeRealData(name: string, body: () => void): void {
  const suite = hasRealData() ? describe : describe.skip;
  suite(hasRealData() ? name : `${name} (skipped: no real data at ${REAL_DATA_FOLDER})`, () => body());
}
