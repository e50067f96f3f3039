import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where real data lies; may be absent. */
export const REAL_DATA_FOLDER = resolve(process.env.CITYCLIP_REAL_DATA ?? '../shared/data');

export function hasRealData(): boolean {
  return existsSync(REAL_DATA_FOLDER);
}

/** Path of a file of real data. */
export function realDataPath(path: string): string {
  return resolve(REAL_DATA_FOLDER, path);
}

/** Bytes of a file of real data. */
export function realData(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(realDataPath(path)));
}
