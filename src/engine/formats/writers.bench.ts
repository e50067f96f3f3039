import { bench, describe } from 'vitest';
import { hillsMesh } from '../../testing/scenes.ts';
import { CHUNK_BYTES } from './byte-writer.ts';
import { writeDxf } from './dxf.ts';
import type { PlainFile, Scene } from './format.ts';
import { writeObj } from './obj.ts';
import { writeStl } from './stl.ts';

/** A million triangles, half a million vertices. */
const MILLION: Scene = { layers: [hillsMesh(500)], comments: [] };
/** A hundred thousand triangles. */
const HUNDRED_THOUSAND: Scene = { layers: [hillsMesh(157)], comments: [] };

/** Reads a model as the ZIP does, keeping nothing; gives its size. */
function write(writer: WriteFormat, scene: Scene): number {
  let bytes = 0;
  for (const { chunks } of writer(scene, 'bench')) {
    for (const chunk of chunks) bytes += chunk.length;
  }
  return bytes;
}

/** What no writer can beat: taking fresh memory of the same size and filling it. */
function fill(bytes: number): void {
  for (let done = 0; done < bytes; done += CHUNK_BYTES) new Uint8Array(CHUNK_BYTES).fill(1);
}

/** The plain way to write text: a string for each line. */
function writeLines({ layers }: Scene): number {
  const { positions, triangles } = layers[0]!;
  const lines: string[] = [];
  for (let i = 0; i < positions.length; i += 3) {
    lines.push(`v ${positions[i]!.toFixed(3)} ${positions[i + 1]!.toFixed(3)} ${positions[i + 2]!.toFixed(3)}\n`);
  }
  for (let i = 0; i < triangles.length; i += 3) {
    lines.push(`f ${triangles[i]! + 1} ${triangles[i + 1]! + 1} ${triangles[i + 2]! + 1}\n`);
  }
  return new TextEncoder().encode(lines.join('')).length;
}

const OPTIONS = { time: 2000, warmupTime: 500 };

describe('STL, a million triangles', () => {
  const bytes = write(writeStl, MILLION);
  bench('reference: filling fresh memory of the same size', () => fill(bytes), OPTIONS);
  bench('writer', () => void write(writeStl, MILLION), OPTIONS);
});

describe('OBJ, a million triangles', () => {
  bench('reference: a string for each line', () => void writeLines(MILLION), OPTIONS);
  bench('writer', () => void write(writeObj, MILLION), OPTIONS);
});

describe('DXF, a hundred thousand triangles', () => {
  const bytes = write(writeDxf, HUNDRED_THOUSAND);
  bench('reference: filling fresh memory of the same size', () => fill(bytes), OPTIONS);
  bench('writer', () => void write(writeDxf, HUNDRED_THOUSAND), OPTIONS);
});
