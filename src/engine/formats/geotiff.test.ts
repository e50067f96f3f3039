import { inflateSync } from 'node:zlib';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { bboxFromCenter } from '../../geo/bbox.ts';
import { localFrame } from '../../geo/local-frame.ts';
import { readFile } from '../../testing/read-models.ts';
import { testCity, testScene } from '../../testing/test-scene.ts';
import { createGround } from '../city/ground.ts';
import { writeGeotiff } from './geotiff.ts';

const frame = localFrame(bboxFromCenter([7.42, 43.73], [900, 700]));
/** A plane that rises to the east and to the north, so that every place has a height of its own. */
function slope() {
  const [west, south, east, north] = [7.4, 43.7, 7.44, 43.76];
  const [rows, columns] = [80, 60];
  const heights = new Float32Array(rows * columns);
  for (let i = 0; i < heights.length; i++) {
    heights[i] = ((i % columns) / (columns - 1)) * 100 + (1 - Math.floor(i / columns) / (rows - 1)) * 1000;
  }
  return createGround({ rows, columns, heights, projection: 'geographic', west, south, east, north }, frame);
}
const city = { ...testCity(), frame, ground: slope() };

/** Tags by number, and the floats of all strips. */
async function read(crs: string) {
  const bytes = await readFile(writeGeotiff(testScene([], 'geotiff', { city, crs }), 'a')[0]!);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const at = view.getUint32(4, true);
  const tags = new Map<number, number[]>();
  for (let i = 0; i < view.getUint16(at, true); i++) {
    const entry = at + 2 + 12 * i;
    const [type, count] = [view.getUint16(entry + 2, true), view.getUint32(entry + 4, true)];
    const size = { 2: 1, 3: 2, 4: 4, 12: 8 }[type]!;
    const from = size * count <= 4 ? entry + 8 : view.getUint32(entry + 8, true);
    const value = (j: number) =>
      size === 8
        ? view.getFloat64(from + 8 * j, true)
        : size === 4
          ? view.getUint32(from + 4 * j, true)
          : size === 2
            ? view.getUint16(from + 2 * j, true)
            : view.getUint8(from + j);
    tags.set(
      view.getUint16(entry, true),
      Array.from({ length: count }, (_, j) => value(j)),
    );
  }
  const columns = tags.get(256)![0]!;
  const heights: number[] = [];
  for (const [i, offset] of tags.get(273)!.entries()) {
    const raw = inflateSync(bytes.subarray(offset, offset + tags.get(279)![i]!));
    for (let row = 0; row < raw.length; row += 4 * columns) {
      const line = raw.subarray(row, row + 4 * columns);
      for (let k = 1; k < line.length; k++) line[k] = line[k]! + line[k - 1]!;
      for (let c = 0; c < columns; c++) {
        heights.push(Buffer.from([0, 1, 2, 3].map((plane) => line[plane * columns + c]!)).readFloatBE(0));
      }
    }
  }
  return { tags, columns, heights };
}

describe('GeoTIFF', () => {
  it.each([
    ['utm', '+proj=utm +zone=32 +datum=WGS84', 32632],
    ['local', frame.proj, 32767],
  ])('has at each place the height of the ground there (%s)', async (crs, definition, code) => {
    const { tags, columns, heights } = await read(crs);
    const [cell] = tags.get(33550)!;
    const [, , , west, north] = tags.get(33922)!;
    expect(heights).toHaveLength(columns * tags.get(257)![0]!);
    let inside = 0;
    for (const [i, height] of heights.entries()) {
      const place = [west! + ((i % columns) + 0.5) * cell!, north! - (Math.floor(i / columns) + 0.5) * cell!];
      const [lon, lat] = proj4(definition).inverse(place);
      if (height === -9999) continue;
      inside++;
      // A metre to the north is 0.15 m of height: half a millimetre is what 32-bit floats tell.
      expect(Math.abs(height - city.ground.heightAtLonLat(lon!, lat!))).toBeLessThan(0.00015);
    }
    expect((inside * cell! ** 2) / (900 * 700)).toBeCloseTo(1, 1);
    const keys = tags.get(34735)!;
    const crsKey = keys.findIndex((value, i) => i % 4 === 0 && value === 3072);
    expect(keys[crsKey + 3]).toBe(code);
  });
});
