import { expect, it } from 'vitest';
import { toFailure } from '../../contract/errors.ts';
import { FORMAT_IDS } from '../../contract/formats.ts';
import { readFile } from '../../testing/read-models.ts';
import { hillsMesh, joinMeshes, prismMesh } from '../../testing/scenes.ts';
import { testScene } from '../../testing/test-scene.ts';
import { checkSize, estimateBytes } from './size-estimate.ts';
import { WRITERS } from './writers.ts';

/** Hilly ground and a hundred houses. */
const houses = joinMeshes(
  'buildings',
  Array.from({ length: 100 }, (_, i) => {
    const [x, y] = [(i % 10) * 40 - 200, Math.floor(i / 10) * 40 - 200];
    const corners = [
      [x, y],
      [x + 20, y],
      [x + 20, y + 10],
      [x + 8, y + 14],
      [x, y + 10],
    ] as const;
    return prismMesh('buildings', `way/${100_000 + i}`, corners, -1, 9.123);
  }),
);
const LAYERS = [hillsMesh(60), houses];

it.each(FORMAT_IDS)('%s: the estimate is near the size', async (format) => {
  const scene = testScene(LAYERS, format);
  const files = await (await WRITERS[format]())(scene, 'a');
  const size = (await readFile(files[0]!)).length;
  expect(estimateBytes(scene, format) / size).toBeGreaterThan(0.6);
  expect(estimateBytes(scene, format) / size).toBeLessThan(2.5);
});

it('refuses what would be too large before anything is written', () => {
  const scenes = (['stl', 'dxf'] as const).map((format) => ({ format, scene: testScene(LAYERS, format) }));
  expect(() => checkSize(scenes)).not.toThrow();
  let thrown: unknown;
  try {
    checkSize(scenes, 1e6);
  } catch (error) {
    thrown = error;
  }
  expect(toFailure(thrown)).toMatchObject({
    code: 'area-too-large',
    message: expect.stringMatching(/DXF/),
    advice: expect.stringMatching(/smaller area/),
  });
});
