import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Box, boxCorners } from './box.ts';
import {
  type Camera,
  fitted,
  orbited,
  panned,
  poseOf,
  projected,
  rayThrough,
  VIEWS,
  type ViewSize,
  zoomed,
} from './camera.ts';

const BOX: Box = { min: [-500, -300, -5], max: [500, 400, 60] };
const SIZE: ViewSize = [800, 500];

const cameras = fc.record<Camera>({
  target: fc.tuple(
    fc.integer({ min: -500, max: 500 }),
    fc.integer({ min: -300, max: 400 }),
    fc.integer({ min: 0, max: 60 }),
  ),
  yaw: fc.double({ min: -4, max: 4, noNaN: true }),
  pitch: fc.double({ min: -0.5, max: Math.PI / 2, noNaN: true }),
  distance: fc.double({ min: 20, max: 3000, noNaN: true }),
});

it.each(Object.entries(VIEWS))('fits the whole model into the view %s, up to its rim', (_, view) => {
  const pose = poseOf(fitted(BOX, view, SIZE));
  const places = boxCorners(BOX).map((corner) => projected(pose, corner, SIZE)!);
  const reach = Math.max(...places.flat().map(Math.abs));
  expect(reach).toBeLessThan(1);
  expect(reach).toBeGreaterThan(0.85);
});

it('sees a point where its ray goes', () => {
  fc.assert(
    fc.property(
      cameras,
      fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
      (camera, place) => {
        const pose = poseOf(camera);
        const ray = rayThrough(pose, place, SIZE);
        const point = pose.position.map((value, axis) => value + ray[axis]! * 77) as [number, number, number];
        const [x, y] = projected(pose, point, SIZE)!;
        expect(x).toBeCloseTo(place[0], 6);
        expect(y).toBeCloseTo(place[1], 6);
      },
    ),
  );
});

it('looks along right-handed axes of length 1', () => {
  fc.assert(
    fc.property(cameras, (camera) => {
      const { right, up, forward } = poseOf(camera);
      for (const [i, u] of [right, up, forward].entries()) {
        for (const [k, v] of [right, up, forward].entries()) {
          expect(u[0] * v[0] + u[1] * v[1] + u[2] * v[2]).toBeCloseTo(i === k ? 1 : 0, 9);
        }
      }
      expect(right[0] * up[1] - right[1] * up[0]).toBeCloseTo(-forward[2], 9);
    }),
  );
});

it('keeps what is under the pointer while it zooms', () => {
  const camera = fitted(BOX, VIEWS.top, SIZE);
  const place = [0.4, -0.3] as const;
  const after = zoomed(camera, 0.5, BOX, place, SIZE);
  const ray = rayThrough(poseOf(camera), place, SIZE);
  const { position } = poseOf(camera);
  const reach = (camera.target[2] - position[2]) / ray[2];
  const point = position.map((value, axis) => value + ray[axis]! * reach) as [number, number, number];
  const [x, y] = projected(poseOf(after), point, SIZE)!;
  expect([x, y].map((value) => Number(value.toFixed(6)))).toEqual([...place]);
  expect(after.distance).toBeCloseTo(camera.distance / 2);
});

it('never comes too near, goes too far, or turns over', () => {
  const camera = fitted(BOX, VIEWS.home, SIZE);
  expect(zoomed(camera, 0, BOX, [0, 0], SIZE).distance).toBeGreaterThan(0);
  expect(zoomed(camera, 1e9, BOX, [0, 0], SIZE).distance).toBeLessThan(10_000);
  expect(orbited(camera, 0, 9).pitch).toBe(Math.PI / 2);
  expect(orbited(camera, 0, -9).pitch).toBeGreaterThan(-Math.PI / 2);
});

it('moves the model with the pointer', () => {
  const camera = fitted(BOX, VIEWS.top, SIZE);
  const [x, y] = projected(poseOf(panned(camera, 80, 50, SIZE)), camera.target, SIZE)!;
  expect(x).toBeCloseTo(80 / 400, 6);
  expect(y).toBeCloseTo(-50 / 250, 6);
});
