import { ringContains } from '../../polygon/polygon.ts';
import type { CutOutline } from './outline-cuts.ts';

/** A face of the graph: its outer loop of vertices, counter-clockwise, and its holes, clockwise. */
export interface Facet {
  readonly outer: readonly number[];
  readonly holes: (readonly number[])[];
}

/** The faces into which lines cut a polygon. */
export function facets(cut: CutOutline): Facet[] {
  const outers: Facet[] = [];
  const inners: number[][] = [];
  for (const loop of faceLoops(cut)) {
    if (loopArea(cut, loop) > 0) outers.push({ outer: loop, holes: [] });
    else inners.push(loop);
  }
  for (const loop of inners) facetAround(cut, outers, loop[0]!)?.holes.push(loop);
  return outers;
}

function loopArea({ x, y }: CutOutline, loop: readonly number[]): number {
  let twice = 0;
  let from = loop.at(-1)!;
  for (const to of loop) {
    twice += x[from]! * y[to]! - y[from]! * x[to]!;
    from = to;
  }
  return twice / 2;
}

/** The smallest facet around a vertex that is not on its outline. */
function facetAround(cut: CutOutline, outers: readonly Facet[], vertex: number): Facet | undefined {
  const x = cut.x[vertex]!;
  const y = cut.y[vertex]!;
  let best: Facet | undefined;
  for (const facet of outers) {
    if (facet.outer.includes(vertex)) continue;
    const ring = Float64Array.from(facet.outer.flatMap((corner) => [cut.x[corner]!, cut.y[corner]!]));
    if (!ringContains(ring, x, y)) continue;
    if (!best || loopArea(cut, facet.outer) < loopArea(cut, best.outer)) best = facet;
  }
  return best;
}

/** Walks along directed edges, at each vertex taking the sharpest turn to the left, until all are used. */
function faceLoops({ x, y, rims, inner }: CutOutline): number[][] {
  const from: number[] = [];
  const to: number[] = [];
  const angles: number[] = [];
  const leaving: number[][] = x.map(() => []);
  const add = (a: number, b: number) => {
    leaving[a]!.push(from.length);
    from.push(a);
    to.push(b);
    angles.push(Math.atan2(y[b]! - y[a]!, x[b]! - x[a]!));
  };
  for (const ring of rims) for (const rim of ring) for (let i = 1; i < rim.length; i++) add(rim[i - 1]!, rim[i]!);
  for (const [a, b] of inner) {
    add(a, b);
    add(b, a);
  }
  const next = (edge: number): number => {
    const at = to[edge]!;
    const choices = leaving[at]!;
    if (choices.length === 1) return choices[0]!;
    const back = angles[edge]! + Math.PI;
    let best = choices[0]!;
    let sharpest = Infinity;
    for (const choice of choices) {
      const turned = (back - angles[choice]!) / (2 * Math.PI);
      const turn = to[choice] === from[edge] ? 1 : turned - Math.floor(turned);
      if (turn >= sharpest) continue;
      sharpest = turn;
      best = choice;
    }
    return best;
  };
  const used = new Uint8Array(from.length);
  const loops: number[][] = [];
  for (let start = 0; start < from.length; start++) {
    if (used[start]) continue;
    const loop: number[] = [];
    for (let edge = start; !used[edge]; edge = next(edge)) {
      used[edge] = 1;
      loop.push(from[edge]!);
    }
    loops.push(loop);
  }
  return loops;
}
