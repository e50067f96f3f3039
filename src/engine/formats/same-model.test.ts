import { beforeAll, describe, expect, it } from 'vitest';
import { MESH_FORMAT_IDS, READ_MESH, readRhino } from '../../testing/read-meshes.ts';
import { meshSoup, readFile, type SoupFacts, soupFacts } from '../../testing/read-models.ts';
import { modelScene, sampleModel } from '../../testing/sample-model.ts';
import { placedSoup } from '../../testing/test-scene.ts';
import type { MadeModel } from '../pack-export.ts';
import { WRITERS } from './writers.ts';

const FORMATS = [...MESH_FORMAT_IDS, '3dm'] as const;

describe('the same model', () => {
  let model: MadeModel;
  let truth: SoupFacts;

  beforeAll(async () => {
    model = await sampleModel([200, 160]);
    truth = soupFacts(model.layers.flatMap((layer) => meshSoup(layer)));
  }, 60_000);

  it.each(FORMATS)(
    'has the same triangles, bounds and volume when an independent reader reads it back from %s',
    async (format) => {
      const scene = modelScene(model, format);
      const [file] = await (await WRITERS[format]())(scene, 'a');
      const bytes = await readFile(file!);
      const { factors, decimals } = scene.placement;
      const facts = soupFacts(await (format === '3dm' ? readRhino(bytes) : READ_MESH[format](bytes)));
      const metres = 1 / Math.abs(factors[0]);
      expect(facts.triangles).toBe(truth.triangles);
      expect(Math.abs((facts.volume * metres ** 3) / truth.volume - 1)).toBeLessThan(1e-5);
      const corners = placedSoup([...truth.min, ...truth.max], scene.placement);
      const step = 10 ** -decimals;
      for (let axis = 0; axis < 3; axis++) {
        const [a, b] = [corners[axis]!, corners[3 + axis]!];
        expect(Math.abs(facts.min[axis]! - Math.min(a, b))).toBeLessThanOrEqual(step);
        expect(Math.abs(facts.max[axis]! - Math.max(a, b))).toBeLessThanOrEqual(step);
      }
    },
    60_000,
  );
});
