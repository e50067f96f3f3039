import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from '@playwright/test';

const folder = resolve(process.env.CITYCLIP_REAL_DATA ?? '../shared/data');

/** Tests that need recorded answers of public services; where those are absent, they are skipped, and their name says so. */
export function describeRecorded(name: string, body: () => void): void {
  if (existsSync(folder)) test.describe(name, () => body());
  else test.describe .skip(`${name} (skipped: no real data at ${folder})`, () => body());
}

/** Bytes of a recorded file. */
export function recordedData(path: string): Buffer {
  return readFileSync(resolve(folder, path));
}

/** Bytes of a recorded file; undefined where there is none. */
export function recordedDataIfAny(path: string): Buffer | undefined {
  return existsSync(resolve(folder, path)) ? recordedData(path) : undefined;
}
