import { expect, it } from 'vitest';
import { bboxFromCenter } from '../../../geo/bbox.ts';
import { localFrame } from '../../../geo/local-frame.ts';
import { sourceContext } from '../../../testing/height-sources.ts';
import { createGround } from '../../city/ground.ts';
import { flatSource } from './flat-source.ts';

it('gives height 0 in and around the whole box', async () => {
  const bbox = bboxFromCenter([25, 65], [4000, 4000]);
  const { grid, sources, notes } = await flatSource().load(bbox, sourceContext());
  const frame = localFrame(bbox);
  const ground = createGround(grid, frame);
  for (const x of [-2500, frame.rect.minX, 0, 2500]) {
    for (const y of [-2500, 0, frame.rect.maxY]) expect(ground.heightAt(x, y)).toBe(0);
  }
  expect(sources.map(({ id }) => id)).toEqual(['flat']);
  expect(notes).toEqual([]);
});
