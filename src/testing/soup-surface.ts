import { PairFinder } from '../engine/fuse/pair-finder.ts';
import { Surface } from '../engine/fuse/surface.ts';
import { checkSolid, type SolidCheck } from '../engine/mesh/check-solid.ts';
import type { Soup } from './read-models.ts';

/** What a strict reader finds in the triangles of a file: its corners are the same where 32-bit floats are. */
export interface SoupSurface extends SolidCheck {
  /** Pairs of triangles that meet beside what they share. */
  readonly crossings: number;
  readonly pieces: number;
}

/** Looks at triangles as one surface. */
export function soupSurface(soup: Soup): SoupSurface {
  const numbers = new Map<string, number>();
  const positions: number[] = [];
  const triangles: number[] = [];
  for (let i = 0; i < soup.length; i += 3) {
    const corner = soup.slice(i, i + 3).map((value) => Math.fround(value) + 0);
    const key = corner.join();
    const known = numbers.get(key) ?? numbers.size;
    if (known === numbers.size) {
      numbers.set(key, known);
      positions.push(...corner);
    }
    triangles.push(known);
  }
  const surface = new Surface(Float64Array.from(positions), triangles);
  const finder = new PairFinder(surface, 0);
  let crossings = 0;
  for (let i = 0; i < surface.triangleCount; i++) {
    finder.search(i, i, (_, crosses) => {
      if (crosses) crossings++;
    });
  }
  return {
    ...checkSolid(positions, triangles, 0, triangles.length / 3),
    crossings,
    pieces: surface.pieces().length,
  };
}
