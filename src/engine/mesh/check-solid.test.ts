import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSolid, checkSolids } from './check-solid.ts';

type Mesh = { positions: number[]; triangles: number[] };

const CUBE_QUADS = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [1, 3, 7, 5],
  [3, 2, 6, 7],
  [2, 0, 4, 6],
];

/** An axis-aligned box, its triangles facing outwards. */
function box(x: number, y: number, z: number, size = 1): Mesh {
  const positions = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [
    x + size * (i & 1),
    y + size * ((i >> 1) & 1),
    z + size * (i >> 2),
  ]);
  return { positions, triangles: CUBE_QUADS.flatMap(([a, b, c, d]) => [a!, b!, c!, a!, c!, d!]) };
}

function join(...meshes: Mesh[]): Mesh {
  const joined: Mesh = { positions: [], triangles: [] };
  for (const { positions, triangles } of meshes) {
    const first = joined.positions.length / 3;
    joined.triangles.push(...triangles.map((vertex) => vertex + first));
    joined.positions.push(...positions);
  }
  return joined;
}

const check = ({ positions, triangles }: Mesh) => checkSolid(positions, triangles, 0, triangles.length / 3);

const SOUND = { closed: true, oriented: true, openEdges: 0, nonManifoldEdges: 0, degenerate: 0 };

describe('checkSolid', () => {
  it('finds a box sound and measures it', () => {
    expect(check(box(3, -2, 5, 2))).toEqual({ ...SOUND, volume: 8 });
  });

  it('takes vertices for the same that are written the same as 32-bit floats', () => {
    const { positions, triangles } = box(1000, 500, 300);
    const soup = {
      positions: triangles.flatMap((v, i) => positions.slice(3 * v, 3 * v + 3).map((c) => c + (i % 2) * 1e-9)),
      triangles: triangles.map((_, i) => i),
    };
    expect(check(soup)).toMatchObject(SOUND);
    const zeros = box(0, 0, 0);
    const signed = triangles
      .flatMap((v) => zeros.positions.slice(3 * v, 3 * v + 3))
      .map((c, i) => c || (i % 2 ? -0 : 0));
    expect(check({ positions: signed, triangles: soup.triangles })).toMatchObject(SOUND);
  });

  it('counts the edges of a hole', () => {
    const { positions, triangles } = box(0, 0, 0);
    expect(check({ positions, triangles: triangles.slice(3) })).toMatchObject({
      closed: false,
      oriented: true,
      openEdges: 3,
      nonManifoldEdges: 0,
    });
  });

  it('sees a flipped triangle', () => {
    const { positions, triangles } = box(0, 0, 0);
    const flipped = [triangles[1]!, triangles[0]!, ...triangles.slice(2)];
    expect(check({ positions, triangles: flipped })).toMatchObject({ closed: true, oriented: false });
  });

  it('sees a body turned inside out by its volume', () => {
    const { positions, triangles } = box(0, 0, 0);
    expect(check({ positions, triangles: triangles.toReversed() })).toEqual({ ...SOUND, volume: -1 });
  });

  it('sees a doubled triangle', () => {
    const { positions, triangles } = box(0, 0, 0);
    expect(check({ positions, triangles: [...triangles, ...triangles.slice(0, 3)] })).toMatchObject({
      closed: false,
      oriented: false,
      openEdges: 0,
      nonManifoldEdges: 3,
    });
  });

  it('sees that two boxes share an edge, a side or only a corner', () => {
    expect(check(join(box(0, 0, 0), box(1, 1, 0)))).toMatchObject({ closed: false, nonManifoldEdges: 1, volume: 2 });
    expect(check(join(box(0, 0, 0), box(1, 0, 0))).nonManifoldEdges).toBeGreaterThanOrEqual(4);
    expect(check(join(box(0, 0, 0), box(1, 1, 1)))).toEqual({ ...SOUND, volume: 2 });
  });

  it('counts triangles without area', () => {
    const { positions, triangles } = box(0, 0, 0);
    expect(check({ positions, triangles: [...triangles, 0, 0, 1] })).toMatchObject({ closed: true, degenerate: 1 });
    const onLine = { positions: [0, 0, 0, 1, 1, 1, 2, 2, 2], triangles: [0, 1, 2] };
    expect(check(onLine)).toMatchObject({ closed: false, degenerate: 1, openEdges: 3 });
  });

  it('looks at the given triangles only, and keeps nothing from check to check', () => {
    const { positions, triangles } = join(box(0, 0, 0), box(1, 1, 0), box(9, 9, 9, 2));
    for (let run = 0; run < 2; run++) {
      expect(checkSolid(positions, triangles, 0, 12)).toEqual({ ...SOUND, volume: 1 });
      expect(checkSolid(positions, triangles, 24, 12)).toEqual({ ...SOUND, volume: 8 });
      expect(checkSolid(positions, triangles, 0, 36).nonManifoldEdges).toBe(1);
      expect(checkSolid(positions, triangles, 3, 0)).toEqual({ ...SOUND, volume: 0 });
    }
  });

  it('checks several buffers as one', () => {
    const range = ({ positions, triangles }: Mesh) => ({ positions, triangles, first: 0, count: 12 });
    expect(checkSolids([range(box(0, 0, 0)), range(box(5, 0, 0))])).toEqual({ ...SOUND, volume: 2 });
    expect(checkSolids([range(box(0, 0, 0)), range(box(1, 1, 0))])).toMatchObject({ nonManifoldEdges: 1 });
  });

  it('agrees with counting in a map for any triangles', () => {
    const vertex = fc.integer({ min: 0, max: 11 });
    const triangles = fc.array(fc.tuple(vertex, vertex, vertex), { maxLength: 40 });
    const positions = Array.from({ length: 36 }, (_, i) => Math.sin(7 * i));
    fc.assert(
      fc.property(triangles, (corners) => {
        const forward = new Map<string, [number, number]>();
        for (const [a, b, c] of corners) {
          if (a === b || b === c || c === a) continue;
          for (const [from, to] of [[a, b] as const, [b, c] as const, [c, a] as const]) {
            const key = `${Math.min(from, to)} ${Math.max(from, to)}`;
            const uses = forward.get(key) ?? [0, 0];
            uses[from < to ? 0 : 1]++;
            forward.set(key, uses);
          }
        }
        const uses = [...forward.values()];
        const result = checkSolid(positions, corners.flat(), 0, corners.length);
        expect(result.openEdges).toBe(uses.filter(([f, b]) => f + b === 1).length);
        expect(result.nonManifoldEdges).toBe(uses.filter(([f, b]) => f + b > 2).length);
        expect(result.oriented).toBe(uses.every(([f, b]) => f === b || f + b === 1));
        expect(result.degenerate).toBe(corners.filter(([a, b, c]) => a === b || b === c || c === a).length);
      }),
    );
  });
});
