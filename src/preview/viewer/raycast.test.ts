import { expect, it } from 'vitest';
import { glb, TEST_BOXES, textStl } from '../../testing/model-files.ts';
import { readModel } from '../readers/read-model.ts';
import { boxOfChunks, chunkBoxes } from './chunk-boxes.ts';
import { type Ray, raycast } from './raycast.ts';

const open = async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
  const model = await readModel([{ name, bytes, companion: async () => undefined }]);
  const boxes = model.layers.map(chunkBoxes);
  /** A ray from file coordinates, met in file coordinates. */
  const meet = (ray: Ray, options: Partial<Parameters<typeof raycast>[3]> = {}) => {
    const origin = ray.origin.map((value, axis) => value - model.origin[axis]!) as unknown as Ray['origin'];
    const hit = raycast(model, boxes, { ...ray, origin }, { hidden: [], section: undefined, ...options });
    return hit && { ...hit, point: hit.point.map((value, axis) => value + model.origin[axis]!) };
  };
  return { model, boxes, meet };
};

const DOWN = [0, 0, -2] as const;

it('meets the nearest building from above, with its feature and its height', async () => {
  const { model, meet } = await open('m.glb', glb());
  const hit = meet({ origin: [-10, -6, 100], direction: DOWN })!;
  expect(hit.point.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-10, -6, 20]);
  expect(model.features[hit.feature!]!.id).toBe('way/1');
  expect(hit).toMatchObject({ layer: 1, firstTriangle: 0, triangleCount: 12 });
  expect(hit.zRange[1] - hit.zRange[0]).toBeCloseTo(20);
});

it('meets the ground where the building is hidden or cut off, and nothing beside the model', async () => {
  const { model, meet } = await open('m.glb', glb());
  const ray: Ray = { origin: [-10, -6, 100], direction: DOWN };
  expect(meet(ray, { hidden: [1] })!.point[2]).toBeCloseTo(0, 3);
  const at = (z: number) => z - model.origin[2];
  expect(meet(ray, { section: { axis: 'z', at: at(10) } })!.point[2]).toBeCloseTo(0, 3);
  // Cut off to the east of x = -12, the ray runs where nothing is left.
  expect(meet(ray, { section: { axis: 'x', at: -12 - model.origin[0] } })).toBeUndefined();
  expect(meet({ origin: [90, 0, 100], direction: DOWN })).toBeUndefined();
  expect(meet({ origin: [-10, -6, 100], direction: [0, 0, 1] })).toBeUndefined();
});

it('has no feature where the file names none', async () => {
  const { meet } = await open('m.stl', new TextEncoder().encode(textStl()));
  expect(meet({ origin: [10, 5, 100], direction: DOWN })).toMatchObject({ feature: undefined, triangleCount: 36 });
});

it('finds the same as testing every triangle', async () => {
  const boxes = Array.from({ length: 400 }, (_, i) => ({
    ...TEST_BOXES[1]!,
    id: `b${i}`,
    min: [(i % 20) * 15, Math.floor(i / 20) * 15, 0] as const,
    size: [10, 10, 5 + ((i * 7) % 40)] as const,
  }));
  const { model, meet, boxes: chunks } = await open('m.stl', new TextEncoder().encode(textStl(boxes)));
  expect(chunks[0]!.length / 6).toBe(Math.ceil((400 * 12) / 256));
  expect(boxOfChunks(chunks[0]!).max[0] + model.origin[0]).toBe(295);
  for (const [i, box] of boxes.entries()) {
    const hit = meet({ origin: [box.min[0] + 5.1, box.min[1] + 4.9, 500], direction: DOWN })!;
    expect(hit.point[2], `box ${i}`).toBeCloseTo(box.size[2], 3);
  }
});
