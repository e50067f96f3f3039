import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FORMATS } from '../../src/contract/formats.ts';
import type { Ratio } from './measure.ts';
import type { TextSpeed } from './text-speeds.ts';

/** Megabytes per second that a text format should be written with. */
const LEAST = 200;

/**
 * Writes text formats in a process of their own, which has compiled nothing else, as an export's worker: a million triangles, and the
 * sample city with all that is known of its objects.
 */
export async function textSpeeds(): Promise<TextSpeed[]> {
  const script = fileURLToPath(new URL('./text-speeds.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script]);
  return JSON.parse(stdout) as TextSpeed[];
}

/** How fast text formats are written, by the best of several measurements: computers are slower for minutes now and then. */
export function textRatios(measurements: readonly (readonly TextSpeed[])[]): Ratio[] {
  return measurements[0]!.map(({ format, what, bytes }, i) => {
    const all = measurements.map((speeds) => speeds[i]!.bytes / speeds[i]!.time / 1000);
    const best = Math.max(...all);
    return {
      what: `${LEAST} MB/s ÷ speed of ${FORMATS[format].label} as text, ${what}`,
      ratio: LEAST / best,
      limit: 1,
      detail: `${(bytes / 1e6).toFixed(1)} MB with ${all.map((value) => value.toFixed(0)).join(', ')} MB/s; the best counts`,
    };
  });
}
