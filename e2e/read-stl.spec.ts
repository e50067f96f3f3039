import { expect, test } from '@playwright/test';
import { readStl } from './read-stl.ts';

type Triangle = readonly [number, number, number];

/** Corners of a cube are numbered by their bits: x + 2y + 4z. */
const CUBE: readonly Triangle[] = [
  [0, 2, 3],
  [0, 3, 1],
  [4, 5, 7],
  [4, 7, 6],
  [0, 1, 5],
  [0, 5, 4],
  [2, 6, 7],
  [2, 7, 3],
  [0, 4, 6],
  [0, 6, 2],
  [1, 3, 7],
  [1, 7, 5],
];

function writeCube(triangles: readonly Triangle[], side = 2, shift = 0): Uint8Array[] {
  return triangles.map((triangle) => {
    const view = new DataView(new ArrayBuffer(50));
    triangle.forEach((corner, i) => {
      for (const axis of [0, 1, 2]) {
        view.setFloat32(12 + i * 12 + axis * 4, ((corner >> axis) & 1) * side + shift, true);
      }
    });
    return new Uint8Array(view.buffer);
  });
}

function stl(triangles: readonly Uint8Array[]): Uint8Array {
  const header = new Uint8Array(84);
  new DataView(header.buffer).setUint32(80, triangles.length, true);
  return Buffer.concat([header, ...triangles]);
}

test('the reader measures two closed cubes', () => {
  const facts = readStl(stl([...writeCube(CUBE), ...writeCube(CUBE, 1, 10)]));
  expect(facts).toMatchObject({ triangles: 24, min: [0, 0, 0], max: [11, 11, 11], unmatchedEdges: 0, degenerate: 0 });
  expect(facts.parts).toEqual([
    { volume: expect.closeTo(8), min: [0, 0, 0], max: [2, 2, 2] },
    { volume: expect.closeTo(1), min: [10, 10, 10], max: [11, 11, 11] },
  ]);
});

test('the reader sees holes, turned triangles and solids inside out', () => {
  expect(readStl(stl(writeCube(CUBE.slice(1)))).unmatchedEdges).toBe(3);
  const turned = CUBE.map(([a, b, c], i): Triangle => (i === 0 ? [a, c, b] : [a, b, c]));
  expect(readStl(stl(writeCube(turned))).unmatchedEdges).toBe(6);
  const insideOut = CUBE.map(([a, b, c]): Triangle => [a, c, b]);
  const { unmatchedEdges, parts } = readStl(stl(writeCube(insideOut)));
  expect(unmatchedEdges).toBe(0);
  expect(parts.map(({ volume }) => volume)).toEqual([expect.closeTo(-8)]);
});

test('the reader refuses what is not a binary STL', () => {
  expect(() => readStl(new TextEncoder().encode('solid city'))).toThrow('Not a binary STL');
  expect(() => readStl(stl(writeCube(CUBE)).subarray(0, -1))).toThrow('Not a binary STL');
});
