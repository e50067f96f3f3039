import type { Progress, StageId } from '../contract/job.ts';
import type { LogLine } from './job-log.ts';

/** The stages whose length follows from the area: what services on the network take, nobody can tell. */
const COMPUTED = ['city', 'mesh', 'write', 'zip'] as const satisfies readonly StageId[];
type Computed = (typeof COMPUTED)[number];

/** Milliseconds per km² of each stage. */
export type StageRates = Readonly<Record<Computed, number>>;

/** Of the sample city on a laptop with two cores; only their proportions count, once a stage has been measured. */
const FIRST_RATES: StageRates = { city: 700, mesh: 1800, write: 150, zip: 900 };

/** A share of a stage that is too small to conclude from. */
const MIN_SHARE = 0.1;

/** How long each stage that has ended took, in milliseconds, by the lines of a log. */
export function stageDurations(log: readonly LogLine[]): Map<StageId, number> {
  const durations = new Map<StageId, number>();
  for (const [i, { stage, at }] of log.entries()) {
    const next = log[i + 1];
    if (stage && next) durations.set(stage, (durations.get(stage) ?? 0) + next.at - at);
  }
  return durations;
}

/** The rates that an earlier export of this device shows. A stage too short to be seen took no time. */
export function measuredRates(log: readonly LogLine[], km2: number): StageRates | undefined {
  const durations = stageDurations(log);
  const rates = COMPUTED.map((stage) => [stage, (durations.get(stage) ?? 0) / km2] as const);
  return rates.some(([, rate]) => rate > 0) ? (Object.fromEntries(rates) as StageRates) : undefined;
}

/**
 * Milliseconds that an export still takes: the running stage by its own progress, the later ones by the rates, corrected
 * by how the finished ones compare with them. Undefined while it waits for the network.
 */
export function timeLeft(
  log: readonly LogLine[],
  { stage, done, total }: Progress,
  km2: number,
  now: number,
  rates: StageRates = FIRST_RATES,
): number | undefined {
  const at = COMPUTED.indexOf(stage as Computed);
  const begun = log.findLast((line) => line.stage === stage)?.at;
  if (at < 0 || begun === undefined) return undefined;
  const expected = (id: Computed) => rates[id] * km2;
  const elapsed = now - begun;
  const share = total > 0 ? done / total : 0;
  const measured = stageDurations(log);
  let [was, should] = [0, 0];
  for (const id of COMPUTED.slice(0, at)) {
    was += measured.get(id) ?? 0;
    should += expected(id);
  }
  if (share >= MIN_SHARE) {
    was += elapsed;
    should += expected(COMPUTED[at]!) * share;
  }
  const pace = should > 0 && was > 0 ? was / should : 1;
  const here = share >= MIN_SHARE ? (elapsed * (1 - share)) / share : expected(COMPUTED[at]!) * pace - elapsed;
  const later = COMPUTED.slice(at + 1).reduce((sum, id) => sum + expected(id) * pace, 0);
  return Math.max(0, here) + later;
}

/** A duration as coarse as it is sure: `a few seconds left`, `about 25 s left`, `about 3 min left`. */
export function timeLeftText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 90) return `about ${Math.ceil(seconds / 5) * 5} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}
