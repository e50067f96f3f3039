import { existsSync, readFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { hasRealData, REAL_DATA_FOLDER, realDataPath } from '../src/testing/real-data-files.ts';

/** Tests that need recorded answers of public services; where those are absent, they are skipped, and their name says so. */
export function describeRecorded(name: string, body: () => void): void {
  if (hasRealData()) test.describe(name, () => body());
  else test.describe .skip(`${name} (skipped: no real data at ${REAL_DATA_FOLDER})`, () => body());
}

/** Bytes of a recorded file. */
export function recordedData(path: string): Buffer {
  return readFileSync(realDataPath(path));
}

/** Bytes of a recorded file; undefined where there is none. */
export function recordedDataIfAny(path: string): Buffer | undefined {
  return existsSync(realDataPath(path)) ? recordedData(path) : undefined;
}
