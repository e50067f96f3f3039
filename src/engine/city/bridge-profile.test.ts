import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bridgeProfiles, MOST_LIFT } from './bridge-profile.ts';
import type { Bridge, Course } from './city.ts';
import type { CoverId } from './covers.ts';
import { rampLifts } from './ramp-lifts.ts';

const course = (id: number, cover: CoverId, points: readonly number[], width = 7): Course => ({
  id: `way/${id}`,
  tags: {},
  cover,
  line: Float64Array.from(points),
  width,
  widthProvenance: 'assumed',
});

const bridge = (id: number, cover: CoverId, points: readonly number[], level = 1): Bridge => ({
  ...course(id, cover, points),
  level,
});

const plane = () => 10;
const samples = (length: number, count = 40) => Array.from({ length: count + 1 }, (_, i) => (i / count) * length);

describe('one bridge', () => {
  test('lies on the ground at both ends and never below it', () => {
    const valley = (x: number) => 20 - 8 * Math.exp(-((x / 20) ** 2)) + x / 50;
    const { profiles, lifts } = bridgeProfiles([bridge(1, 'carriageway', [-60, 0, 0, 3, 60, 0])], [], valley);
    const [{ zAt, length }] = profiles as [(typeof profiles)[0]];
    expect(lifts).toEqual([]);
    expect(zAt(0)).toBeCloseTo(valley(-60), 9);
    expect(zAt(length)).toBeCloseTo(valley(60), 9);
    for (const d of samples(length)) expect(zAt(d)).toBeGreaterThanOrEqual(valley(-60 + (d * 120) / length) - 0.001);
  });

  test.each([
    ['carriageway', 4.7],
    ['ballast', 6],
    ['footway', 2.7],
  ] as const)('leaves room over a %s, across its whole width', (cover, clearance) => {
    const { profiles, lifts } = bridgeProfiles(
      [bridge(1, 'carriageway', [-100, 0, 100, 0])],
      [course(2, cover, [0, -50, 0, 50])],
      plane,
    );
    const { zAt, thickness } = profiles[0]!;
    expect(lifts.map(({ lift }) => lift).every((lift) => lift > 0 && lift < clearance)).toBe(true);
    for (const d of [96.5, 100, 103.5]) expect(zAt(d) - thickness).toBeGreaterThanOrEqual(10 + clearance - 0.001);
  });

  test('is no steeper than its kind of way allows; what is missing lifts its ends', () => {
    const below = [course(2, 'carriageway', [0, -50, 0, 50])];
    for (const [cover, slope] of [
      ['carriageway', 0.08],
      ['ballast', 0.035],
      ['footway', 0.15],
    ] as const) {
      const { profiles, lifts } = bridgeProfiles([bridge(1, cover, [-15, 0, 15, 0])], below, plane);
      const { zAt, length } = profiles[0]!;
      expect(lifts).toHaveLength(2);
      for (const end of lifts) expect(end.slope).toBe(slope);
      expect(zAt(0)).toBeCloseTo(10 + lifts[0]!.lift, 9);
      const heights = samples(length).map(zAt);
      for (let i = 1; i < heights.length; i++) {
        expect(Math.abs(heights[i]! - heights[i - 1]!)).toBeLessThanOrEqual((slope * length) / 40 + 1e-9);
      }
    }
  });

  test('a river lets boats pass, a stream lifts nothing much; ways that join at an end are not crossed', () => {
    const over = (width: number) =>
      bridgeProfiles([bridge(1, 'footway', [-20, 0, 20, 0])], [course(2, 'water', [0, -50, 0, 50], width)], plane);
    expect(over(30).profiles[0]!.zAt(20)).toBeGreaterThan(13);
    expect(over(1).profiles[0]!.zAt(20)).toBeLessThan(12);
    const joined = bridgeProfiles(
      [bridge(1, 'footway', [-20, 0, 20, 0])],
      [course(2, 'carriageway', [20, -50, 20, 0, 20, 50])],
      plane,
    );
    expect(joined.lifts).toEqual([]);
    expect(joined.profiles[0]!.zAt(20)).toBeLessThan(10.3);
  });
});

describe('several bridges', () => {
  test('ways one after another run as one; where bridges meet they have the same height', () => {
    const ways = [
      bridge(1, 'carriageway', [-60, 0, -20, 0]),
      bridge(2, 'carriageway', [60, 0, 10, 0, -20, 0]),
      bridge(3, 'carriageway', [10, 0, 40, 60]),
    ];
    const { profiles } = bridgeProfiles(ways, [course(4, 'ballast', [-5, -50, -5, 50])], plane);
    const [first, second, third] = profiles as [(typeof profiles)[0], (typeof profiles)[0], (typeof profiles)[0]];
    expect(first.zAt(40)).toBeCloseTo(second.zAt(80), 9);
    expect(second.zAt(50)).toBeCloseTo(third.zAt(0), 9);
    expect(second.zAt(65) - second.thickness).toBeGreaterThan(16 - 0.001);
  });

  test('a higher level clears a lower one', () => {
    const { profiles } = bridgeProfiles(
      [bridge(1, 'carriageway', [0, -80, 0, 80], 2), bridge(2, 'carriageway', [-80, 0, 80, 0], 1)],
      [course(3, 'ballast', [-30, -60, -30, 60])],
      plane,
    );
    expect(profiles[0]!.zAt(80)).toBeGreaterThan(profiles[1]!.zAt(80) + 5);
  });

  test('whatever crosses: ends meet the ground with their lifts, lifts are bounded, room is kept', () => {
    const metres = fc.integer({ min: -100, max: 100 });
    const point = fc.tuple(metres, metres);
    const cover = fc.constantFrom<CoverId>('carriageway', 'ballast', 'footway', 'water');
    const crossing = fc.tuple(cover, point, point).filter(([, a, b]) => a[0] !== b[0] || a[1] !== b[1]);
    const hill = (x: number, y: number) => 30 + 4 * Math.sin(x / 40) * Math.cos(y / 30);
    fc.assert(
      fc.property(fc.array(crossing, { maxLength: 6 }), fc.integer({ min: 20, max: 100 }), (crossings, half) => {
        const deck = bridge(1, 'carriageway', [-half, 0.5, half, 0.5]);
        const below = crossings.map(([kind, a, b], i) => course(i + 2, kind, [...a, ...b]));
        const { profiles, lifts } = bridgeProfiles([deck], below, hill);
        const { zAt, length, thickness } = profiles[0]!;
        const liftAt = (x: number) => lifts.find((end) => end.x === x)?.lift ?? 0;
        expect(zAt(0)).toBeCloseTo(hill(-half, 0.5) + liftAt(-half), 2);
        expect(zAt(length)).toBeCloseTo(hill(half, 0.5) + liftAt(half), 2);
        for (const { lift } of lifts) expect(lift).toBeLessThanOrEqual(MOST_LIFT);
        for (const [kind, a, b] of crossings) {
          const t = (0.5 - a[1]) / (b[1] - a[1]);
          const x = a[0] + t * (b[0] - a[0]);
          if (!(t >= 0 && t <= 1) || Math.abs(x) > half - 0.6) continue;
          const room = { carriageway: 4.7, ballast: 6, footway: 2.7, water: 1 }[kind as 'water'];
          expect(zAt(x + half) - thickness - hill(x, 0.5)).toBeGreaterThan(room - 0.01);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('ramps', () => {
  const ways = [
    course(1, 'carriageway', [0, 0, 30, 0, 60, 0]),
    course(2, 'footway', [30, 0, 30, 200]),
    course(3, 'carriageway', [500, 500, 600, 500]),
    course(4, 'water', [30, 0, 30, -50]),
  ];

  test('come down along the ways that share points, and end', () => {
    const ramps = rampLifts(ways, [{ x: 0, y: 0, lift: 4, slope: 0.08 }]);
    expect(ramps.liftAt(0, 0)).toBe(4);
    expect(ramps.liftAt(0, 15)).toBeCloseTo(2.8, 9);
    expect(ramps.liftAt(0, 30)).toBeCloseTo(ramps.liftAt(1, 0), 9);
    expect(ramps.liftAt(0, 50)).toBeCloseTo(0, 9);
    expect(ramps.liftAt(0, 55)).toBe(0);
    expect(ramps.liftAt(1, 10)).toBeCloseTo(0.8, 9);
    expect(ramps.liftAt(1, 21)).toBe(0);
    expect(ramps.liftAt(2, 10)).toBe(0);
    expect(ramps.knots(2)).toEqual([]);
    expect(ramps.knots(3)).toEqual([]);
  });

  test('between two bridges the higher one counts; no ramp is longer than 120 m', () => {
    const between = [course(1, 'carriageway', [0, 0, 100, 0])];
    const both = rampLifts(between, [
      { x: 0, y: 0, lift: 6, slope: 0.08 },
      { x: 100, y: 0, lift: 4, slope: 0.08 },
    ]);
    for (const d of samples(100)) {
      expect(both.liftAt(0, d)).toBeCloseTo(Math.max(0, 6 - 0.08 * d, 4 - 0.08 * (100 - d)), 9);
    }
    const rail = rampLifts([course(1, 'ballast', [0, 0, 400, 0])], [{ x: 0, y: 0, lift: 7, slope: 0.035 }]);
    expect(rail.liftAt(0, 119)).toBeGreaterThan(0);
    expect(rail.liftAt(0, 120.1)).toBe(0);
  });

  test('nothing is raised without bridges', () => {
    expect(rampLifts(ways, []).liftAt(0, 3)).toBe(0);
  });
});
