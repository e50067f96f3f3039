import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { fileBytes } from '../../testing/read-models.ts';
import { sceneMeshes } from '../../testing/scenes.ts';
import { testScene } from '../../testing/test-scene.ts';
import { writeUsdz } from './usdz.ts';

const bytes = fileBytes(writeUsdz(testScene(sceneMeshes(), 'usdz', { group_by: 'building' }), 'a')[0]!);

it('is a ZIP of one stored file whose bytes begin at a multiple of 64', async () => {
  const zip = await JSZip.loadAsync(bytes, { checkCRC32: true });
  expect(Object.keys(zip.files)).toEqual(['a.usda']);
  const view = new DataView(bytes.buffer);
  expect(view.getUint16(8, true)).toBe(0);
  const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  expect(start % 64).toBe(0);
  expect(new TextDecoder().decode(bytes.subarray(start, start + 9))).toBe('#usda 1.0');
});

it('says units, axes and whose data it is, on single lines without quotes of their own', async () => {
  const text = await (await JSZip.loadAsync(bytes)).file('a.usda')!.async('string');
  expect(text).toContain('metersPerUnit = 1\n');
  expect(text).toContain('upAxis = "Y"\n');
  expect(text).toContain('© someone 😀');
  expect(text).toContain('string "name" = "Café “Zur Post” 🏰 Hinterhaus /"');
  for (const line of text.split('\n')) expect(line.split('"').length % 2).toBe(1);
});
