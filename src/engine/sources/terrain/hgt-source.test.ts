import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { ExportError } from '../../../contract/errors.ts';
import { type Bbox, bboxFromCenter } from '../../../geo/bbox.ts';
import { localFrame } from '../../../geo/local-frame.ts';
import { hgtBytes, sourceContext } from '../../../testing/height-sources.ts';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData } from '../../../testing/real-data-files.ts';
import { createGround, type Ground } from '../../city/ground.ts';
import type { NamedFile } from './hgt-file.ts';
import { hgtSource } from './hgt-source.ts';

const slope = (lon: number, lat: number) => 1200 * (lon - 10) - 2400 * (lat - 50);
const file = (name: string, west: number, south: number, samples: 1201 | 3601 = 1201): NamedFile => ({
  name,
  bytes: hgtBytes(slope, west, south, samples),
});

async function zip(entries: Record<string, Uint8Array>): Promise<Uint8Array> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, bytes] of Object.entries(entries)) await writer.add(name, new Uint8ArrayReader(bytes));
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

async function load(files: readonly NamedFile[], bbox: Bbox) {
  const result = await hgtSource(files).load(bbox, sourceContext());
  return { ...result, ground: createGround(result.grid, localFrame(bbox)) };
}

async function failureOf(files: readonly NamedFile[], bbox: Bbox) {
  const error = await load(files, bbox).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ExportError);
  return (error as ExportError).failure;
}

/** Expects the slope at the corners and the middle of a box, within the whole metres of the files. */
function expectSlope(ground: Ground, [west, south, east, north]: Bbox): void {
  for (const lon of [west, (west + east) / 2, east]) {
    for (const lat of [south, (south + north) / 2, north]) {
      expect(Math.abs(ground.heightAtLonLat(lon, lat) - slope(lon, lat))).toBeLessThan(1);
    }
  }
}

describe('hgtSource', () => {
  const inside = bboxFromCenter([10.4, 50.6], [2000, 1500]);

  it('reads a file and crops it to the box', async () => {
    const { grid, ground, sources, notes } = await load([file('N50E010.hgt', 10, 50)], inside);
    expectSlope(ground, inside);
    expect(grid.columns * grid.rows).toBeLessThan(3000);
    expect([grid.west <= inside[0], grid.south <= inside[1], grid.east >= inside[2], grid.north >= inside[3]]).toEqual(
      new Array(4).fill(true),
    );
    expect(notes).toEqual([]);
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({ label: 'SRTM N50E010, 3 arc-seconds', origin: 'N50E010.hgt', fictional: false });
    expect(sources[0]!.attribution).toContain('U.S. Geological Survey');
  });

  it('finds the corner in the names that are about, west and south too', async () => {
    const southWest = bboxFromCenter([-70.5, -33.5], [500, 500]);
    const bytes = hgtBytes(() => 7, -71, -34, 1201);
    for (const name of ['S34W071.hgt', 's34w071.HGT', 'S34W071.SRTMGL3.hgt', 'srtm/S34W071.hgt']) {
      const { ground } = await load([{ name, bytes }], southWest);
      expect(ground.heightAtLonLat(-70.5, -33.5)).toBe(7);
    }
  });

  it('unpacks ZIP files, with anything else that is in them', async () => {
    const bytes = await zip({ 'readme.txt': new Uint8Array(5), 'data/N50E010.hgt': file('', 10, 50).bytes });
    const { ground, sources } = await load([{ name: 'download.zip', bytes }], inside);
    expectSlope(ground, inside);
    expect(sources[0]!.origin).toBe('download.zip/data/N50E010.hgt');
  });

  it('joins files where the box spans them, of different steps too', async () => {
    const corner: Bbox = [10.99, 50.995, 11.008, 51.006];
    const files = [
      file('N50E010.hgt', 10, 50),
      file('N50E011.hgt', 11, 50, 3601),
      file('N51E010.hgt', 10, 51),
      file('N51E011.hgt', 11, 51),
      file('N40E011.hgt', 11, 40),
    ];
    const { grid, ground, sources } = await load(files, corner);
    expectSlope(ground, corner);
    expect((grid.east - grid.west) / (grid.columns - 1)).toBeCloseTo(1 / 3600, 12);
    expect(sources.map(({ label }) => label)).toEqual([
      'SRTM N50E010, 3 arc-seconds',
      'SRTM N50E011, 1 arc-second',
      'SRTM N51E010, 3 arc-seconds',
      'SRTM N51E011, 3 arc-seconds',
    ]);
  });

  it('needs no neighbour where the box ends at a whole degree', async () => {
    const { ground } = await load([file('N50E010.hgt', 10, 50)], [10.98, 50.99, 11, 51]);
    expectSlope(ground, [10.98, 50.99, 11, 51]);
  });

  it('fills voids and counts them', async () => {
    const holed = (lon: number, lat: number) =>
      Math.hypot(lon - 10.4, lat - 50.6) < 0.003 ? -32_768 : slope(lon, lat);
    const { ground, notes } = await load([{ name: 'N50E010.hgt', bytes: hgtBytes(holed, 10, 50, 1201) }], inside);
    expect(notes[0]!.count).toBeGreaterThan(10);
    expect(Math.abs(ground.heightAtLonLat(10.4, 50.6) - slope(10.4, 50.6))).toBeLessThan(2);
  });

  it('says where it has voids only', async () => {
    const failure = await failureOf([{ name: 'N50E010.hgt', bytes: hgtBytes(() => -32_768, 10, 50, 1201) }], inside);
    expect(failure).toMatchObject({ code: 'no-data', message: expect.stringContaining('N50E010') });
  });

  it('names the missing files and those given', async () => {
    const failure = await failureOf([file('N50E010.hgt', 10, 50)], [10.99, 51.5, 11.01, 51.51]);
    expect(failure.code).toBe('no-data');
    expect(failure.message).toContain('N51E010, N51E011 missing');
    expect(failure.message).toContain('given N50E010');
    expect(failure.advice).toContain('N51E010.hgt');
    expect((await failureOf([], inside)).message).toContain('given none');
  });

  it('refuses unknown names and sizes', async () => {
    const { bytes } = file('', 10, 50);
    expect((await failureOf([{ name: 'berlin.hgt', bytes }], inside)).message).toContain('berlin.hgt');
    expect((await failureOf([{ name: 'N99E010.hgt', bytes }], inside)).code).toBe('bad-file');
    const cut = await failureOf([{ name: 'N50E010.hgt', bytes: bytes.subarray(0, 1e6) }], inside);
    expect(cut).toMatchObject({ code: 'bad-file', message: expect.stringContaining('1000000 bytes') });
  });

  it('refuses ZIP files that are damaged, cut off or without heights', async () => {
    const whole = await zip({ 'N50E010.hgt': file('', 10, 50).bytes });
    const damaged = whole.slice();
    damaged.fill(0x55, 200, 300);
    for (const bytes of [damaged, whole.subarray(0, whole.length >> 1), whole.subarray(0, 10)]) {
      const failure = await failureOf([{ name: 'N50E010.hgt.zip', bytes }], inside);
      expect(failure).toMatchObject({ code: 'bad-file', message: expect.stringContaining('N50E010.hgt.zip') });
    }
    const wrongSize = await zip({ 'N50E010.hgt': new Uint8Array(100) });
    expect((await failureOf([{ name: 'a.zip', bytes: wrongSize }], inside)).message).toContain('100 bytes');
    const empty = await zip({ 'readme.txt': new Uint8Array(5) });
    expect((await failureOf([{ name: 'a.zip', bytes: empty }], inside)).message).toContain('holds no .hgt file');
  });

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort();
    await expect(hgtSource([file('N50E010.hgt', 10, 50)]).load(inside, sourceContext({ signal }))).rejects.toThrow(
      'abort',
    );
  });
});

describeRealData('hgtSource on real files', () => {
  it('reads Monaco from the packed file', async () => {
    const bbox: Bbox = [7.40921, 43.72335, 7.44864, 43.75169];
    const bytes = realData('terrain/srtm/N43E007.hgt.zip');
    const { grid, notes, sources } = await load([{ name: 'N43E007.hgt.zip', bytes }], bbox);
    expect(notes).toEqual([]);
    expect(sources[0]!.label).toContain('N43E007');
    const inBox = [...grid.heights].filter((_, i) => {
      const row = Math.floor(i / grid.columns);
      return row > 1 && row < grid.rows - 2 && i % grid.columns > 1 && i % grid.columns < grid.columns - 2;
    });
    expect([Math.min(...inBox), Math.max(...inBox)]).toEqual([-2, 489]);
  });

  it('reads Berlin from the plain file', async () => {
    const bbox: Bbox = [13.37962, 52.52726, 13.39442, 52.53626];
    const { grid, notes } = await load([{ name: 'N52E013.hgt', bytes: realData('terrain/srtm/N52E013.hgt') }], bbox);
    expect(notes).toEqual([]);
    expect(Math.min(...grid.heights)).toBeGreaterThanOrEqual(25);
    expect(Math.max(...grid.heights)).toBeLessThanOrEqual(65);
  });
});
