import { distanceToEdge } from '../polygon/inside-index.ts';
import { placeKey } from './bridge-chains.ts';
import { distancesAlong, segmentAt } from './bridge-crossings.ts';
import type { BridgeProfile } from './bridge-profile.ts';
import type { Bridge } from './city.ts';
import type { CoverId } from './covers.ts';

/** Metres of deck beside the way on each side. */
export const PARAPET = 0.5;

/** Bridge ways of one kind and width one after another: one deck. */
export interface BridgeRun {
  /** Of the first of its ways in the bridges' order. */
  readonly id: string;
  readonly name?: string;
  readonly cover: CoverId;
  readonly level: number;
  /** Metres, of the way on the deck. */
  readonly width: number;
  readonly thickness: number;
  /** `x, y` pairs in local metres. */
  readonly line: Float64Array;
  readonly length: number;
  /** z of the way at a distance along the line. */
  zAt(distance: number): number;
}

/** A bridge of a run, and whether the run follows its way's direction. */
interface Member {
  readonly bridge: number;
  readonly forward: boolean;
}

/** Joins bridges end to end where exactly two of one kind and width meet. */
export function bridgeRuns(bridges: readonly Bridge[], profiles: readonly BridgeProfile[]): BridgeRun[] {
  const continues = continuation(bridges);
  const used = new Set<number>();
  const runs: BridgeRun[] = [];
  for (const bridge of bridges.keys()) {
    if (used.has(bridge)) continue;
    const back = walk({ bridge, forward: false }, continues, used);
    const members = back.map(({ bridge: other, forward }) => ({ bridge: other, forward: !forward })).reverse();
    const last = members[members.length - 1]!;
    runs.push(joined([...members, ...walk(last, continues, used).slice(1)], bridges, profiles));
  }
  return runs;
}

type Continuation = (member: Member) => Member | undefined;

/** Follows bridges from one on, which is the first of the result. */
function walk(start: Member, continues: Continuation, used: Set<number>): Member[] {
  const members = [start];
  used.add(start.bridge);
  for (let next = continues(start); next && !used.has(next.bridge); next = continues(next)) {
    used.add(next.bridge);
    members.push(next);
  }
  return members;
}

function continuation(bridges: readonly Bridge[]): Continuation {
  const endsAt = new Map<string, Member[]>();
  for (const [bridge, { line }] of bridges.entries()) {
    for (const forward of [true, false]) {
      const key = startKey(line, forward);
      endsAt.set(key, [...(endsAt.get(key) ?? []), { bridge, forward }]);
    }
  }
  return ({ bridge, forward }) => {
    const here = endsAt.get(startKey(bridges[bridge]!.line, !forward))!;
    const next = here.length === 2 ? here.find((member) => member.bridge !== bridge) : undefined;
    if (!next) return undefined;
    const [a, b] = [bridges[bridge]!, bridges[next.bridge]!];
    return a.cover === b.cover && a.width === b.width ? next : undefined;
  };
}

/** The key of the point where a line starts when it is followed forward, or backward. */
function startKey(line: Float64Array, forward: boolean): string {
  const i = forward ? 0 : line.length - 2;
  return placeKey(line[i]!, line[i + 1]!);
}

function joined(members: readonly Member[], bridges: readonly Bridge[], profiles: readonly BridgeProfile[]): BridgeRun {
  const points: number[] = [];
  const starts = [0];
  for (const { bridge, forward } of members) {
    const { line } = bridges[bridge]!;
    for (let i = points.length === 0 ? 0 : 1; i < line.length / 2; i++) {
      const at = forward ? 2 * i : line.length - 2 - 2 * i;
      points.push(line[at]!, line[at + 1]!);
    }
    starts.push(starts[starts.length - 1]! + profiles[bridge]!.length);
  }
  const distances = Float64Array.from(starts);
  const first = bridges[Math.min(...members.map(({ bridge }) => bridge))]!;
  return {
    id: first.id,
    ...(first.name !== undefined && { name: first.name }),
    cover: first.cover,
    level: Math.max(...members.map(({ bridge }) => bridges[bridge]!.level)),
    width: first.width,
    thickness: Math.max(...members.map(({ bridge }) => profiles[bridge]!.thickness)),
    line: Float64Array.from(points),
    length: distances[distances.length - 1]!,
    zAt: (distance) => {
      const index = segmentAt(distances, distance);
      const { bridge, forward } = members[index]!;
      const profile = profiles[bridge]!;
      const along = distance - distances[index]!;
      return profile.zAt(forward ? along : profile.length - along);
    },
  };
}

/** Finds how far along a line the point of it is that is nearest to a place. */
export function distanceAlong(line: Float64Array): (x: number, y: number) => number {
  const distances = distancesAlong(line);
  return (x, y) => {
    let least = Infinity;
    let along = 0;
    for (let i = 0; i + 3 < line.length; i += 2) {
      const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!];
      const away = distanceToEdge(x, y, ax, ay, bx, by);
      if (away >= least) continue;
      least = away;
      const length = Math.hypot(bx - ax, by - ay);
      const share = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
      along = distances[i / 2]! + Math.min(Math.max(share, 0), length);
    }
    return along;
  };
}
