import { describe, expect, it } from 'vitest';
import type { ResolvedRequest } from '../contract/request.ts';
import { bboxSize } from '../geo/bbox.ts';
import { localFrame } from '../geo/local-frame.ts';
import { SAMPLE_OPTIONS } from '../testing/sample-options.ts';
import type { BuildingPart } from './city/city.ts';
import { createReport, type ReportInput, reportText } from './report.ts';
import type { SourceRecord } from './sources/source.ts';

const REQUEST: ResolvedRequest = {
  bbox: [6.9539, 50.9407, 6.9592, 50.9439],
  format: 'stl',
  include: ['terrain', 'buildings'],
  separate_files: false,
  options: { ...SAMPLE_OPTIONS, data: 'overpass', terrain: 'tiles' },
} as ResolvedRequest;
const FRAME = localFrame(REQUEST.bbox);
const SOURCE: SourceRecord = {
  id: 'overpass',
  label: 'OpenStreetMap',
  origin: 'https://overpass.example/api',
  timestamp: '2026-01-02T03:04:05Z',
  attribution: '© OpenStreetMap contributors',
  licence: 'ODbL 1.0',
  fictional: false,
};

const part = (provenance: BuildingPart['provenance']) => ({ provenance }) as BuildingPart;
const building = (...parts: BuildingPart[]) => ({ parts }) as unknown as ReportInput['buildings'][number];

const INPUT: ReportInput = {
  software: { name: 'Cityclip', version: '1.2.3' },
  request: REQUEST,
  frame: FRAME,
  sources: [SOURCE],
  notes: [{ note: 'odd height', count: 2 }],
  buildings: [building(part('measured'), part('levels')), building(part('levels')), building(part('assumed'))],
  skipped: [
    { id: 'way/9', reason: 'self-crossing outline' },
    ...Array.from({ length: 250 }, (_, i) => ({ id: `way/${i}`, reason: 'no area' })),
  ],
  repaired: [{ id: 'way/7', reason: 'unclosed outline' }],
  solids: [
    { layer: 'terrain', bodies: 1, triangles: 500, closed: 1, open: [], volume: 1000.00049 },
    { layer: 'buildings', bodies: 4, triangles: 70, closed: 3, open: ['way/5'], volume: 12.5 },
  ],
  fused: [],
  files: [{ name: '42.stl', bytes: 28_584 }],
};

it('tells what became of bodies that were fused', () => {
  expect(createReport(INPUT)).not.toHaveProperty('fused');
  const solid = {
    name: '42.stl',
    bodies: 5,
    triangles: 600,
    pieces: 1,
    closed: true,
    crossings: 0,
    volume: 1012.50049,
  };
  expect(createReport({ ...INPUT, fused: [solid] }).fused).toEqual([{ ...solid, volume: 1012.5 }]);
});

describe('createReport', () => {
  const report = createReport(INPUT);

  it('holds what is needed to repeat the export', () => {
    expect(report).toMatchObject({
      software: INPUT.software,
      request: REQUEST,
      sources: [SOURCE],
      notes: INPUT.notes,
      files: INPUT.files,
      fictional: false,
    });
    expect(report.notice).toBeUndefined();
  });

  it('counts buildings, parts, solids and where heights come from', () => {
    expect(report.counts).toEqual({ buildings: 3, parts: 4, bodies: 5, triangles: 570, skipped: 251, repaired: 1 });
    expect(report.heights).toEqual({ measured: 1, levels: 2, assumed: 1 });
    expect(report.solids.map(({ closed, open, volume }) => ({ closed, open, volume }))).toEqual([
      { closed: 1, open: [], volume: 1000 },
      { closed: 3, open: ['way/5'], volume: 12.5 },
    ]);
  });

  it('groups what was left out by reason, with at most a hundred ids', () => {
    expect(report.skipped.map(({ reason, total, ids }) => [reason, total, ids.length])).toEqual([
      ['no area', 250, 100],
      ['self-crossing outline', 1, 1],
    ]);
    expect(report.repaired).toEqual([{ reason: 'unclosed outline', total: 1, ids: ['way/7'] }]);
  });

  it('says how to get back to WGS84', () => {
    const { size, origin, corners } = report.box;
    const [width, height] = bboxSize(REQUEST.bbox);
    expect(size[0]).toBeCloseTo(width, 2);
    expect(size[1]).toBeCloseTo(height, 2);
    expect(FRAME.toLocal(origin.lon, origin.lat).every((value) => Math.abs(value) < 0.001)).toBe(true);
    for (const { x, y, lon, lat } of Object.values(corners)) {
      const [backX, backY] = FRAME.toLocal(lon, lat);
      expect(backX).toBeCloseTo(x, 2);
      expect(backY).toBeCloseTo(y, 2);
    }
    expect(corners.southwest.x).toBeLessThan(0);
    expect(corners.northeast.y).toBeGreaterThan(0);
    expect(report.coordinates.back).toContain(FRAME.proj);
  });

  it('says plainly that a place is made up', () => {
    const sample = { ...SOURCE, label: 'Sample city', fictional: true };
    expect(createReport({ ...INPUT, sources: [SOURCE, sample] })).toMatchObject({
      fictional: true,
      notice: expect.stringContaining('made-up place: Sample city'),
    });
  });

  it('is JSON that is the same each time', () => {
    expect(JSON.parse(reportText(report))).toEqual(report);
    expect(reportText(createReport(INPUT))).toBe(reportText(report));
  });
});
