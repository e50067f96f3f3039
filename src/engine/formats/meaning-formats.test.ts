import { beforeAll, describe, expect, it } from 'vitest';
import { FORMAT_IDS, FORMATS, type FormatInfo } from '../../contract/formats.ts';
import { MESH_FORMAT_IDS } from '../../testing/read-meshes.ts';
import { readFile } from '../../testing/read-models.ts';
import { modelScene, sampleModel } from '../../testing/sample-model.ts';
import { testPace, testStages } from '../../testing/test-pace.ts';
import type { MadeModel } from '../pack-export.ts';
import { writeModel } from './write-model.ts';
import { WRITERS } from './writers.ts';

const IDS = FORMAT_IDS.filter((id) => !MESH_FORMAT_IDS.some((mesh) => mesh === id));

describe('every format of maps and meaning', () => {
  let model: MadeModel;
  beforeAll(async () => {
    model = await sampleModel([300, 250]);
  }, 60_000);

  it.each(IDS)(
    '%s gives the same bytes each time, in chunks of at most a mebibyte',
    async (format) => {
      const write = await WRITERS[format]();
      const [file] = await write(modelScene(model, format), 'a');
      const sizes: number[] = [];
      for await (const { length } of file!.chunks) sizes.push(length);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(1 << 20);
      const first = Buffer.from(await readFile(file!));
      const [again] = await write(modelScene(model, format), 'a');
      expect(first.equals(Buffer.from(await readFile(again!)))).toBe(true);
      expect(file!.name).toBe(`a.${FORMATS[format].extension}`);
    },
    30_000,
  );

  it.each(IDS)(
    '%s writes a file for each layer that it can hold',
    async (format) => {
      const [written] = await writeModel(
        {
          ...model,
          formats: [format],
          separateFiles: true,
          options: {},
          comments: ['Made with Cityclip'],
          attributions: ['© someone'],
        },
        testPace(),
        testStages,
      );
      const { extension, holds }: FormatInfo = FORMATS[format];
      const layers = model.layers.map(({ layer }) => layer).filter((layer) => holds?.includes(layer) ?? true);
      expect(written!.files.map(({ name }) => name)).toEqual(layers.map((layer) => `sample_${layer}.${extension}`));
      for (const file of written!.files) expect((await readFile(file)).length).toBeGreaterThan(100);
    },
    30_000,
  );
});
