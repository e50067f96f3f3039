import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from 'vitest';

const folder = resolve(process.env.CITYCLIP_REAL_DATA ?? '../shared/data');

/** Path of a file of real data. */
export function realDataPath(path: string): string {
  return resolve(folder, path);
}

/** Bytes of a file of real data. */
export function realData(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(realDataPath(path)));
}

/** A suite on real data; where the data is absent it is skipped, and its name says so. */
export function describeRealData(name: string, body: () => void): void {
  if (existsSync(folder)) describe(name, body);
  else describe.skip(`${name} (skipped: no real data at ${folder})`, body);
}
