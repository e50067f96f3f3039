import { describe, expect, test } from 'vitest';
import {
  areaOf,
  courseOf,
  type LocalHeight,
  rectanglePolygon,
  shapedGround,
  shapedSurface,
  verticesUnder,
} from '../../testing/shaped-ground.ts';
import { COVER_IDS } from '../city/covers.ts';
import { loadPolygonKernel } from '../polygon/polygon-kernel.ts';
import { Watercourses } from './watercourses.ts';

const WATER = COVER_IDS.indexOf('water');
const SEA = COVER_IDS.indexOf('sea');
/** Rises by 10 % to the east. */
const slope: LocalHeight = (x) => 50 + x / 10;
/** Falls to the east by 1 %, with bumps. */
const bumpy: LocalHeight = (x, y) => 20 - x / 100 + 2 * Math.sin(x / 13) + Math.cos(y / 11);

const levelsOf = (vertices: readonly (readonly number[])[]) => [...new Set(vertices.map(([, , z]) => z!))];

describe('still water', () => {
  test('has one level, near the lowest of its shore', async () => {
    const surface = await shapedSurface(slope, { areas: [areaOf('water', rectanglePolygon(-40, -30, 40, 30))] });
    const lake = verticesUnder(surface, WATER);
    expect(lake.length).toBeGreaterThanOrEqual(4);
    const [level, ...others] = levelsOf(lake);
    expect(others).toEqual([]);
    expect(level).toBeGreaterThanOrEqual(46 - 0.1);
    expect(level).toBeLessThan(47);
  });

  test('shares its level with water that it touches, not with other water', async () => {
    const kernel = await loadPolygonKernel();
    const [pond, ...touching] = [
      rectanglePolygon(100, 100, 130, 130),
      rectanglePolygon(-60, -20, 0, 20),
      rectanglePolygon(0, -10, 50, 30),
    ].map((polygon) => areaOf('water', kernel.union([polygon], [])[0]!));
    const surface = await shapedSurface(slope, { areas: [pond!, ...touching] });
    const at = (x: number, y: number) => surface.heightAt(x, y);
    expect(levelsOf(verticesUnder(surface, WATER))).toHaveLength(2);
    expect(at(-30, 0)).toBe(at(30, 10));
    expect(at(115, 115)).toBeGreaterThan(at(30, 10) + 10);
  });

  test('of the sea lies at 0, whatever the terrain says', async () => {
    const surface = await shapedSurface(slope, { areas: [areaOf('sea', rectanglePolygon(-200, -200, -50, 200))] });
    expect(levelsOf(verticesUnder(surface, SEA))).toEqual([0]);
  });
});

describe('flowing water', () => {
  const river = courseOf('water', 20, [-250, 0, 250, 0]);

  test('falls along its course', async () => {
    const surface = await shapedSurface(bumpy, { courses: [river] });
    let before = Infinity;
    for (let x = -195; x <= 195; x += 5) {
      const middle = surface.heightAt(x, 0);
      expect(middle).toBeLessThanOrEqual(before + 0.002);
      before = middle;
    }
    expect(surface.heightAt(190, 0)).toBeLessThan(surface.heightAt(-190, 0) - 1);
  });

  test('is level across its course', async () => {
    const surface = await shapedSurface(bumpy, { courses: [river] });
    for (let x = -195; x <= 195; x += 5) {
      expect(Math.abs(surface.heightAt(x, -9) - surface.heightAt(x, 9))).toBeLessThan(0.15);
    }
  });

  test('in an area of its own follows its middle line from bank to bank', async () => {
    const bed = areaOf('water', rectanglePolygon(-200, -25, 200, 25), { water: 'river' });
    const surface = await shapedSurface(bumpy, { courses: [courseOf('water', 1, [-250, 0, 250, 0])], areas: [bed] });
    for (let x = -190; x <= 190; x += 10) {
      expect(Math.abs(surface.heightAt(x, -24) - surface.heightAt(x, 24))).toBeLessThan(0.01 * 50);
    }
  });

  test('runs into a lake without changing its level', async () => {
    const lake = areaOf('water', rectanglePolygon(60, -50, 160, 50), { natural: 'water', water: 'lake' });
    const falling: LocalHeight = (x) => 30 - x / 20;
    const surface = await shapedSurface(falling, { courses: [courseOf('water', 4, [-180, 0, 100, 0])], areas: [lake] });
    const inLake = verticesUnder(surface, WATER).filter(([x]) => x > 60.1);
    expect(levelsOf(inLake)).toHaveLength(1);
    expect(surface.heightAt(-100, 0)).toBeGreaterThan(inLake[0]![2] + 4);
  });

  test('mapped in pieces is one course, and what is not in reach has no height', () => {
    const ground = shapedGround(bumpy);
    const whole = new Watercourses([courseOf('water', 2, [-100, 0, 0, 0, 100, 0])], ground.heightAt);
    const pieces = [courseOf('water', 2, [0, 0, 100, 0]), courseOf('water', 2, [-100, 0, 0, 0])];
    const joined = new Watercourses(pieces, ground.heightAt);
    for (let x = -100; x <= 100; x += 7) expect(joined.at(x, 3, 10)).toBeCloseTo(whole.at(x, 3, 10)!, 9);
    expect(joined.at(0, 30, 10)).toBeUndefined();
    const circle = [courseOf('water', 2, [0, 0, 50, 0, 50, 50]), courseOf('water', 2, [50, 50, 0, 50, 0, 0])];
    expect(new Watercourses(circle, ground.heightAt).at(25, 50, 1)).toBeTypeOf('number');
  });
});
