import { describe, expect, it } from 'vitest';
import { boxMesh } from '../../testing/scenes.ts';
import { checkSolid } from '../mesh/check-solid.ts';
import { Surface } from './surface.ts';

function box(): Surface {
  const { positions, triangles } = boxMesh('buildings', 'a', [0, 0, 0], [2, 3, 4]);
  return new Surface(positions, triangles);
}

function check(surface: Surface) {
  const triangles = [...surface.corners].filter((corner) => corner >= 0);
  return checkSolid(surface.positions, triangles, 0, triangles.length / 3);
}

describe('a surface', () => {
  it('stays closed where an edge is drawn together, and comes back', () => {
    const surface = box();
    const before = [...surface.corners];
    expect(surface.canDraw(0, 1)).toBe(true);
    const undo = surface.draw(0, 1);
    expect(check(surface)).toMatchObject({ closed: true, oriented: true });
    expect([...surface.corners].filter((corner) => corner >= 0)).toHaveLength(30);
    expect(surface.around(0)).toEqual([]);
    undo();
    expect([...surface.corners]).toEqual(before);
    expect(surface.around(0)).toHaveLength(before.filter((corner) => corner === 0).length);
  });

  it('stays closed where an edge is turned, and comes back', () => {
    const surface = box();
    const before = check(surface);
    const [a, b, c] = surface.of(0);
    const diagonal = [
      [a, b],
      [b, c],
      [c, a],
    ].find(([u, v]) => surface.distance(u!, v!) > 3.5)!;
    expect(surface.canTurn(diagonal[0]!, diagonal[1]!)).toBe(true);
    const undo = surface.turn(diagonal[0]!, diagonal[1]!);
    expect(surface.at(diagonal[0]!, diagonal[1]!)).toEqual([]);
    expect(check(surface)).toEqual(before);
    undo();
    expect(surface.at(diagonal[0]!, diagonal[1]!)).toHaveLength(2);
  });

  it('loses a vertex with three neighbours', () => {
    // A box whose first triangle is divided at a place over its middle.
    const { positions, triangles } = boxMesh('buildings', 'a', [0, 0, 0], [2, 3, 4]);
    const [a, b, c, ...others] = triangles as unknown as [number, number, number, ...number[]];
    const middle = [0, 1, 2].map((axis) => [a, b, c].reduce((sum, v) => sum + positions[v * 3 + axis]! / 3, 0));
    const d = positions.length / 3;
    const surface = new Surface(Float64Array.from([...positions, ...middle]), [a, b, d, b, c, d, c, a, d, ...others]);
    expect(surface.canDraw(d, a)).toBe(true);
    surface.draw(d, a);
    expect(check(surface)).toMatchObject({ closed: true, oriented: true, volume: 24 });
    expect([...surface.corners].filter((corner) => corner >= 0)).toHaveLength(36);
  });

  it('moves a vertex within the box around everything, and back', () => {
    const surface = box();
    const before = [...surface.positions];
    for (const [axis, most] of [2, 3, 4].entries()) {
      const isLow = surface.positions[axis] === 0;
      expect(surface.canMove(0, axis, isLow ? 0.5 : -0.5)).toBe(true);
      expect(surface.canMove(0, axis, isLow ? -0.5 : 0.5)).toBe(false);
      expect(surface.canMove(0, axis, isLow ? most + 1 : -most - 1)).toBe(false);
    }
    const undo = surface.move(0, 0, 0.5);
    expect(surface.positions[0]).toBe(before[0]! + 0.5);
    undo();
    expect([...surface.positions]).toEqual(before);
    expect(surface.size).toBe(4);
  });

  it('refuses to become flat', () => {
    const tetrahedron = new Surface(
      Float64Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]),
      [0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3],
    );
    expect(tetrahedron.canDraw(0, 1)).toBe(false);
    expect(tetrahedron.canTurn(0, 1)).toBe(false);
  });

  it('knows its pieces and how thick they are', () => {
    const [a, b] = [boxMesh('buildings', 'a', [0, 0, 0], [1, 2, 3]), boxMesh('buildings', 'b', [5, 5, 5], [6, 6, 6])];
    const inwards = Array.from({ length: b.triangles.length }, (_, i) => b.triangles[b.triangles.length - 1 - i]! + 8);
    const surface = new Surface(Float64Array.from([...a.positions, ...b.positions]), [...a.triangles, ...inwards]);
    const [outer, cavity] = surface.pieces().map((piece) => surface.thickness(piece)) as [number, number];
    expect(outer).toBeCloseTo((2 * 6) / 22, 12);
    expect(cavity).toBeCloseTo((2 * -1) / 6, 12);
    surface.remove(surface.pieces()[1]!);
    expect(surface.pieces()).toHaveLength(1);
  });
});
