import { beforeAll, describe, expect, it } from 'vitest';
import { testPace } from '../../testing/test-pace.ts';
import { totalArea } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import { gapBetween, jointPrisms } from './joints.ts';
import type { RoofedPrism } from './roof-over.ts';
import { type Prism, separatePrisms } from './separate-prisms.ts';

let kernel: PolygonKernel;

beforeAll(async () => {
  kernel = await loadPolygonKernel();
});

const prism = (id: string, [x, y, width, depth]: number[], bottom: number, top: number): Prism => ({
  id,
  footprint: kernel.cover([Float64Array.of(x!, y!, x! + width!, y!, x! + width!, y! + depth!, x!, y! + depth!)]),
  bottom,
  top,
});

async function joints(...prisms: RoofedPrism[]): Promise<{ apart: RoofedPrism[]; joints: Prism[] }> {
  const apart = await separatePrisms(prisms, kernel, testPace());
  return { apart, joints: await jointPrisms(apart, kernel, testPace()) };
}

const shared = (a: Prism, b: Prism) => totalArea(kernel.intersection(a.footprint, b.footprint));

describe('a joint', () => {
  it('lies between houses that touch, and reaches into both', async () => {
    const made = await joints(prism('a', [0, 0, 10, 10], -1, 12), prism('b', [10, 0, 10, 10], -1, 9));
    expect(made.joints).toHaveLength(1);
    const [joint] = made.joints as [Prism];
    for (const house of made.apart) expect(shared(joint, house)).toBeGreaterThan(0.2);
    expect(joint.top).toBeCloseTo(8.99, 6);
    expect(joint.bottom).toBeCloseTo(-0.99, 6);
    expect(totalArea(kernel.difference(joint.footprint, prism('', [0, 0, 20, 10], 0, 1).footprint))).toBe(0);
  });

  it('ends below the eaves of a pitched roof', async () => {
    const house = prism('b', [10, 0, 10, 10], -1, 9);
    const roof = { shape: 'gabled', height: 3, top: 9, over: house.footprint } as unknown as NonNullable<
      RoofedPrism['roof']
    >;
    const made = await joints(prism('a', [0, 0, 10, 10], -1, 12), { ...house, roof });
    expect(made.joints[0]!.top).toBeCloseTo(5.99, 6);
  });

  it('lets what stands on another down into it', async () => {
    const made = await joints(prism('base', [0, 0, 10, 10], -1, 5), prism('tower', [2, 2, 4, 4], 5, 20));
    const tower = made.apart.find(({ id }) => id === 'tower')!;
    expect(tower.bottom).toBeGreaterThan(5);
    expect(made.joints).toMatchObject([{ id: 'tower', footprint: tower.footprint }]);
    expect(made.joints[0]!.bottom).toBeLessThan(5);
    expect(made.joints[0]!.top).toBeGreaterThan(tower.bottom);
  });

  it('is not made where nothing touches', async () => {
    const made = await joints(
      prism('a', [0, 0, 10, 10], -1, 5),
      prism('b', [10.1, 0, 5, 5], -1, 5),
      prism('above', [0, 0, 5, 5], 8, 9),
    );
    expect(made.joints).toEqual([]);
  });
});

it('a gap between outlines that lie apart is none', () => {
  const [a, b] = [prism('a', [0, 0, 1, 1], 0, 1), prism('b', [3, 0, 1, 1], 0, 1)];
  expect(gapBetween(a.footprint, b.footprint, kernel)).toEqual([]);
});
