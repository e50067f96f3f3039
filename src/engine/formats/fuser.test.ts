import { expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import { boxMesh } from '../../testing/scenes.ts';
import { testPace, testStages } from '../../testing/test-pace.ts';
import { testScene } from '../../testing/test-scene.ts';
import { fuser } from './fuser.ts';

const LAYERS = [boxMesh('buildings', 'a', [0, 0, 0], [2, 2, 2]), boxMesh('trees', 'b', [1, 1, 1], [3, 3, 3])];

it('fuses once for formats that write the same coordinates, anew for others and for other layers', async () => {
  const fuse = fuser(testPace(), testStages);
  const as = (format: 'stl' | 'ply' | 'obj' | '3mf', options: FormatOptions = {}, layers = LAYERS) =>
    fuse(format, testScene(LAYERS, format, options), layers);
  const first = await as('stl');
  expect(first.solid).toMatchObject({ bodies: 2, pieces: 1, closed: true });
  expect(await as('ply')).toBe(first);
  expect(await as('stl', { encoding: 'ascii' })).not.toBe(first);
  expect(await as('obj')).not.toBe(first);
  expect(await as('3mf')).not.toBe(first);
  expect(await as('stl', { up_axis: 'y' })).not.toBe(first);
  expect(await as('ply', {}, [LAYERS[0]!])).not.toBe(first);
});
