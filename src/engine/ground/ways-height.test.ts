import { describe, expect, test } from 'vitest';
import { courseOf, type LocalHeight, shapedGround, shapedSurface } from '../../testing/shaped-ground.ts';
import { COVER_IDS, COVERS } from '../city/covers.ts';
import { MAX_DEVIATION } from './fit-terrain.ts';
import type { GroundSurface } from './ground-surface.ts';
import { isWay, WaysHeight } from './ways-height.ts';

/** Rises by 30 % to the east. */
const slope: LocalHeight = (x) => 100 + 0.3 * x;
const along = courseOf('carriageway', 8, [0, -250, 0, 250]);
const across = courseOf('carriageway', 8, [-250, 0, 250, 0]);

describe('a road on a slope', () => {
  test('does not tilt sideways', async () => {
    const surface = await shapedSurface(slope, { courses: [along] });
    for (let y = -195; y <= 195; y += 3) {
      const [west, middle, east] = [-3.99, 0, 3.99].map((x) => surface.heightAt(x, y));
      expect(Math.abs(west! - east!)).toBeLessThan(0.002);
      expect(middle).toBeCloseTo(100, 2);
    }
  });

  test('uphill follows the ground, and where two cross they are at one height', async () => {
    const surface = await shapedSurface(slope, { courses: [along, across] });
    // The corners of the crossing may be at the height of either road: 4 m across it, 30 % make 1.2 m.
    for (let x = -190; x <= 190; x += 10) expect(Math.abs(surface.heightAt(x, 0) - slope(x, 0))).toBeLessThan(1.21);
    expect(Math.abs(surface.heightAt(0, 0) - 100)).toBeLessThan(0.15);
    for (const y of [-100, 100]) expect(surface.heightAt(-3.9, y)).toBeCloseTo(surface.heightAt(3.9, y), 2);
  });

  test('decides over a footway beside it', () => {
    const footway = courseOf('footway', 3, [4, -50, 4, 50]);
    const ways = new WaysHeight([footway, along], (place, course) => slope(place.x, place.y) + 1000 * course);
    expect(ways.at(3.9, 0)).toBeCloseTo(1100, 9);
    expect(ways.at(4.5, 0)).toBeCloseTo(101.2, 9);
    expect(ways.at(6, 0)).toBeUndefined();
  });

  test('is raised by its ramps', async () => {
    const surface = await shapedSurface(() => 0, { courses: [along], liftAt: (_, { y }) => 5 + y / 40 });
    for (const y of [-190, 0, 190]) expect(surface.heightAt(0, y)).toBeCloseTo(5 + y / 40, 2);
    expect(surface.heightAt(60, 150)).toBe(0);
  });
});

describe('banks', () => {
  const BANK = 12;
  const IS_GRADED = COVER_IDS.map((cover) => isWay(cover) || COVERS[cover] === 'water');

  /** Places on a lattice with their distance from the roads. */
  function* places(roads: (x: number, y: number) => number): Iterable<[x: number, y: number, distance: number]> {
    for (let y = -198; y < 199; y += 4.3) for (let x = -198; x < 199; x += 4.3) yield [x, y, roads(x, y)];
  }

  function worstBeyond(surface: GroundSurface, height: LocalHeight, roads: (x: number, y: number) => number): number {
    const ground = shapedGround(height);
    let worst = 0;
    for (const [x, y, distance] of places(roads)) {
      if (distance > BANK) worst = Math.max(worst, Math.abs(surface.heightAt(x, y) - ground.heightAt(x, y)));
    }
    return worst;
  }

  test('leave the terrain as it is beyond 12 m from a road, and are few', async () => {
    const surface = await shapedSurface(slope, { courses: [along] });
    const plain = await shapedSurface(slope, {});
    expect(worstBeyond(surface, slope, (x) => Math.abs(x) - 4)).toBeLessThan(MAX_DEVIATION);
    const border = surface.covers.length - plain.covers.length;
    expect(border).toBeLessThan(1500);
  });

  test('do so on hills, too', async () => {
    const hills: LocalHeight = (x, y) => 60 + 20 * Math.sin(x / 60) * Math.cos(y / 50);
    const surface = await shapedSurface(hills, { courses: [along, across] });
    const distance = (x: number, y: number) => Math.min(Math.abs(x), Math.abs(y)) - 4;
    expect(worstBeyond(surface, hills, distance)).toBeLessThan(MAX_DEVIATION);
    expect(surface.z.length).toBeLessThan(6000);
  });

  test('lie beside what is graded, never in it', async () => {
    const surface = await shapedSurface(slope, { courses: [along] });
    for (let side = 0; side < surface.corners.length; side++) {
      if (!IS_GRADED[surface.covers[Math.floor(side / 3)]!]) continue;
      expect(Math.abs(surface.x[surface.corners[side]!]!)).toBeLessThanOrEqual(4.001);
    }
  });
});
