import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOF_SHAPE_IDS, type RoofShapeId, type RoofSpec } from '../../city/roof-spec.ts';
import { boundsOf, type Polygon, polygonArea, totalArea } from '../../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../../polygon/polygon-kernel.ts';
import { checkSolid } from '../check-solid.ts';
import { triangulateFootprint } from '../prism.ts';
import { roofedSolid, type Solid } from '../roofed-solid.ts';
import type { RoofSurface } from './roof-shape.ts';
import { roofSurfaces } from './roof-shapes.ts';

let kernel: PolygonKernel;

beforeAll(async () => {
  kernel = await loadPolygonKernel();
});

type Shape = RoofSpec['shape'];
const SHAPES = ROOF_SHAPE_IDS.filter((id): id is Shape => id !== 'flat');

interface Roofed {
  /** The polygon, drawn in where its corners touch. */
  readonly base: Polygon;
  readonly shape: RoofShapeId;
  readonly surface: RoofSurface;
  readonly solid: Solid;
}

/** The first roof over a polygon that gives a sound solid, 6 to 10 metres above the ground. */
function build(polygon: Polygon, spec: Partial<RoofSpec> & { shape: Shape }, over = polygon): Roofed | undefined {
  const [underside] = triangulateFootprint([polygon], kernel) ?? [];
  if (!underside) return undefined;
  const full: RoofSpec = { height: 4, orientation: 'along', over: [over], ...spec };
  for (const { shape, surface } of roofSurfaces({ polygon: underside[0], over, spec: full })) {
    const solid = roofedSolid(...underside, surface, { bottom: 0, eaves: 6, top: 10 });
    if (solid) return { base: underside[0], shape, surface, solid };
  }
  return undefined;
}

const outline = (...points: number[]): Polygon => kernel.cover([Float64Array.from(points)])[0]!;
const check = ({ positions, triangles }: Solid) => checkSolid(positions, triangles, 0, triangles.length / 3);
const highest = ({ positions }: Solid) => Math.max(...positions.filter((_, i) => i % 3 === 2));

describe('over a rectangle of 20 by 10 metres', () => {
  const rectangle = () => outline(0, 0, 20, 0, 20, 10, 0, 10);
  const FULL = 200 * 4;

  test.each<[Shape, number]>([
    ['gabled', 1 / 2],
    ['skillion', 1 / 2],
    ['butterfly', 1 / 2],
    ['sawtooth', 1 / 2],
    ['pyramidal', 1 / 3],
    ['cone', 1 / 3],
    ['saltbox', (2 / 3) * 0.5 + (1 / 3) * 0.75],
    ['double-saltbox', 0.4 + 0.6 / 2],
    ['crosspitched', 2 / 3],
    // A wedge of 10 m and, at both ends, half a pyramid over a square.
    ['hipped', (1 / 2) * (1 / 2) + (1 / 3) * (1 / 2)],
  ])('a %s roof fills its share of the space below its top', (shape, share) => {
    const built = build(rectangle(), { shape })!;
    expect(built.shape).toBe(shape);
    expect(check(built.solid).volume).toBeCloseTo(200 * 6 + FULL * share, shape === 'sawtooth' ? -1 : 6);
    expect(highest(built.solid)).toBeCloseTo(10, 9);
  });

  test.each(SHAPES)('a %s roof is built as such, closed, from the eaves to the top', (shape) => {
    const built = build(rectangle(), { shape })!;
    expect(built.shape).toBe(shape);
    expect(check(built.solid)).toMatchObject({ closed: true, oriented: true, degenerate: 0 });
    expect(highest(built.solid)).toBeCloseTo(10, 9);
  });

  test('the ridge runs along the longer side, or across where the tags say so', () => {
    const ridge = (spec: Partial<RoofSpec>) => {
      const { vertices } = build(rectangle(), { shape: 'gabled', ...spec })!.surface;
      return [...vertices.keys()]
        .filter((i) => i % 3 === 2 && vertices[i] === 1)
        .map((i) => [Math.round(vertices[i - 2]!), Math.round(vertices[i - 1]!)].join())
        .sort();
    };
    expect(ridge({})).toEqual(['0,5', '20,5']);
    expect(ridge({ orientation: 'across' })).toEqual(['10,0', '10,10']);
    expect(ridge({ direction: 85 })).toEqual(['10,0', '10,10']);
    expect(ridge({ direction: 180 })).toEqual(['0,5', '20,5']);
  });

  test('a skillion slopes down to where its face looks', () => {
    const { vertices } = build(rectangle(), { shape: 'skillion', direction: 90 })!.surface;
    for (let i = 0; i < vertices.length; i += 3) expect(vertices[i + 2]).toBeCloseTo(1 - vertices[i]! / 20, 9);
  });
});

describe('over other outlines', () => {
  test('a hipped roof follows the wings of an L and goes around a courtyard', () => {
    const wings = outline(0, 0, 20, 0, 20, 8, 8, 8, 8, 20, 0, 20);
    const [court] = kernel.difference([outline(0, 0, 30, 0, 30, 30, 0, 30)], [outline(10, 10, 20, 10, 20, 20, 10, 20)]);
    expect(build(wings, { shape: 'hipped' })).toMatchObject({ shape: 'hipped' });
    expect(build(court!, { shape: 'hipped' })).toMatchObject({ shape: 'hipped' });
  });

  test('a pyramid over a U, where no point sees every side, becomes a hipped roof', () => {
    const u = outline(0, 0, 20, 0, 20, 20, 15, 20, 15, 5, 5, 5, 5, 20, 0, 20);
    expect(build(u, { shape: 'pyramidal' })?.shape).toBe('hipped');
  });

  test('a piece keeps the roof of the outline that it was cut from', () => {
    const whole = outline(0, 0, 20, 0, 20, 10, 0, 10);
    const half = outline(0, 0, 20, 0, 20, 5, 0, 5);
    for (const shape of ['gabled', 'hipped', 'dome', 'round'] as const) {
      const both = [half, outline(0, 5, 20, 5, 20, 10, 0, 10)].map(
        (piece) => check(build(piece, { shape }, whole)!.solid).volume,
      );
      expect(both[0]! + both[1]!).toBeCloseTo(check(build(whole, { shape })!.solid).volume, 3);
    }
  });
});

describe('over any outline', () => {
  const metres = (min: number, max: number) => fc.integer({ min: min * 1000, max: max * 1000 }).map((mm) => mm / 1000);
  const share = fc.integer({ min: 15, max: 85 }).map((percent) => percent / 100);
  const rectangle = fc.tuple(metres(2, 40), metres(2, 40)).map(([w, d]) => [0, 0, w, 0, w, d, 0, d]);
  const wings = fc
    .tuple(metres(4, 40), metres(4, 40), share, share)
    .map(([w, d, p, q]) => [0, 0, w, 0, w, d * p, w * q, d * p, w * q, d, 0, d]);
  const horseshoe = fc
    .tuple(metres(6, 40), metres(6, 40), share)
    .map(([w, d, h]) => [0, 0, w, 0, w, d, w * 0.7, d, w * 0.7, d * h, w * 0.3, d * h, w * 0.3, d, 0, d]);
  const star = fc.tuple(fc.array(share, { minLength: 3, maxLength: 20 }), metres(5, 40)).map(([shares, size]) =>
    shares.flatMap((r, i) => {
      const angle = (2 * Math.PI * i) / shares.length;
      return [size * r * Math.cos(angle), size * r * Math.sin(angle)];
    }),
  );
  const anything = fc
    .array(metres(0, 40), { minLength: 6, maxLength: 24 })
    .map((list) => list.slice(0, list.length & ~1));
  const turned = fc
    .tuple(fc.oneof(rectangle, wings, horseshoe, star, anything), fc.integer({ min: 0, max: 89 }), metres(-900, 900))
    .map(([points, degrees, away]) => {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      return points.map((value, i) =>
        i % 2 === 0 ? away + value * cos - points[i + 1]! * sin : away + points[i - 1]! * sin + value * cos,
      );
    });
  const spec = fc.record(
    {
      shape: fc.constantFrom(...SHAPES),
      orientation: fc.constantFrom('along' as const, 'across' as const),
      direction: fc.integer({ min: 0, max: 359 }),
    },
    { requiredKeys: ['shape'] },
  );

  test('every roof is closed, faces outwards, stays inside the outline and below its top', () => {
    fc.assert(
      fc.property(turned, fc.boolean(), spec, (points, withCourt, roof) => {
        const covered = kernel.cover([Float64Array.from(points)]);
        const polygons = withCourt ? kernel.difference(covered, kernel.offset(covered, -2)) : covered;
        for (const polygon of polygons.filter((each) => totalArea([each]) > 1)) {
          const built = build(polygon, roof as Partial<RoofSpec> & { shape: Shape });
          if (built) expectRoof(built);
        }
      }),
      { numRuns: 400 },
    );
  });

  function expectRoof({ base, shape, surface, solid }: Roofed): void {
    const { closed, oriented, degenerate, volume } = check(solid);
    expect({ closed, oriented, degenerate }).toEqual({ closed: true, oriented: true, degenerate: 0 });
    const area = polygonArea(base);
    expect(volume).toBeGreaterThan(area * 6 * 0.999);
    expect(volume).toBeLessThan(area * 10 * 1.001);
    const bounds = boundsOf([base]);
    for (let i = 0; i < surface.vertices.length; i += 3) {
      expect(surface.vertices[i]).toBeGreaterThan(bounds.minX - 1e-9);
      expect(surface.vertices[i]).toBeLessThan(bounds.maxX + 1e-9);
      expect(surface.vertices[i + 2]).toBeGreaterThanOrEqual(0);
      expect(surface.vertices[i + 2]).toBeLessThanOrEqual(1);
    }
    const seen = areasFromAbove(surface);
    expect(Math.abs(seen.reduce((sum, each) => sum + each, 0) - area)).toBeLessThan(1e-6 * area + 1e-6);
    if (shape !== 'onion') expect(Math.min(...seen)).toBeGreaterThan(0);
  }
});

function areasFromAbove({ vertices: v, triangles }: RoofSurface): number[] {
  return Array.from({ length: triangles.length / 3 }, (_, i) => {
    const [a, b, c] = [3 * triangles[3 * i]!, 3 * triangles[3 * i + 1]!, 3 * triangles[3 * i + 2]!];
    return ((v[b]! - v[a]!) * (v[c + 1]! - v[a + 1]!) - (v[b + 1]! - v[a + 1]!) * (v[c]! - v[a]!)) / 2;
  });
}
