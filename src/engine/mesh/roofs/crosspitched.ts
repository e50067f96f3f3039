import { fieldSurface } from './field-surface.ts';
import { fromFrame, inFrame, roofFrame } from './roof-frame.ts';
import { RoofLines } from './roof-lines.ts';
import type { RoofShape } from './roof-shape.ts';

const BEYOND = 1.02;

/** Two gabled roofs across each other. */
export const crosspitched: RoofShape = {
  otherwise: 'gabled',
  surface: (input) => {
    const frame = roofFrame(input.over.outer, input.spec);
    const lines = new RoofLines();
    const middle = lines.point(...frame.center);
    for (const [u, v] of DIRECTIONS) lines.line(middle, lines.point(...fromFrame(frame, u * BEYOND, v * BEYOND)));
    const heightAt = (x: number, y: number) => {
      const [u, v] = inFrame(frame, x, y);
      return 1 - Math.min(Math.abs(u), Math.abs(v));
    };
    return fieldSurface(input, { lines, heightAt });
  },
};

/** Ridges to the sides, valleys to the corners. */
const DIRECTIONS = [-1, 0, 1].flatMap((u) => [-1, 0, 1].map((v) => [u, v] as const)).filter(([u, v]) => u || v);
