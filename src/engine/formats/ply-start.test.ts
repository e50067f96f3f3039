import { expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import { READ_MESH } from '../../testing/read-meshes.ts';
import { fileBytes, soupFacts } from '../../testing/read-models.ts';
import { boxMesh } from '../../testing/scenes.ts';
import { testScene } from '../../testing/test-scene.ts';
import { writePly } from './ply.ts';

/** As a 32-bit float its lowest byte, the first in the file, is a line feed. */
const LINE_FEED_X = 23.73;
const END = 'end_header\n';

const box = (west: number) => boxMesh('terrain', 'terrain', [west, 0, 0], [west + 10, 20, 5]);

it.each<[string, FormatOptions]>([
  ['triangles', {}],
  ['quads with normals', { faces: 'quads', normals: 'smooth' }],
])('begins with a byte that nobody takes for the end of the header: %s', async (_, options) => {
  const written = (west: number) => fileBytes(writePly(testScene([box(west)], 'ply', options), 'a')[0]!);
  const bytes = written(LINE_FEED_X);
  const header = new TextDecoder('latin1').decode(bytes).indexOf(END);
  expect(bytes[header + END.length]).not.toBe(10);

  const facts = async (file: Uint8Array<ArrayBuffer>) => soupFacts(await READ_MESH.ply(file));
  const [own, other] = [await facts(bytes), await facts(written(30))];
  expect(own.triangles).toBe(other.triangles);
  expect(own.volume).toBeCloseTo(other.volume, 2);
  expect(own.min[0]).toBeCloseTo(LINE_FEED_X, 4);
  expect(own.max[0]).toBeCloseTo(LINE_FEED_X + 10, 4);
});
