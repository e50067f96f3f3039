import { ringArea, ringContains } from '../../polygon/polygon.ts';
import type { CutOutline } from './outline-cuts.ts';

/** A face of the graph: its outer loop of vertices, counter-clockwise, and its holes, clockwise. */
export interface Facet {
  readonly outer: readonly number[];
  readonly holes: (readonly number[])[];
}

/** The faces into which lines cut a polygon. */
export function facets({ x, y, rims, inner }: CutOutline): Facet[] {
  const loops = faceLoops(x, y, [
    ...rims.flat().flatMap((rim) => rim.slice(1).map((to, i) => [rim[i]!, to] as const)),
    ...inner.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]),
  ]);
  const rings = loops.map((loop) => Float64Array.from(loop.flatMap((vertex) => [x[vertex]!, y[vertex]!])));
  const areas = rings.map(ringArea);
  const outers = loops.flatMap((outer, i) =>
    areas[i]! > 0 ? [{ outer, holes: [] as number[][], ring: rings[i]!, area: areas[i]! }] : [],
  );
  outers.sort((a, b) => a.area - b.area);
  loops.forEach((loop, i) => {
    if (areas[i]! > 0) return;
    const around = outers.find(
      ({ outer, ring }) => !outer.includes(loop[0]!) && ringContains(ring, x[loop[0]!]!, y[loop[0]!]!),
    );
    around?.holes.push(loop);
  });
  return outers;
}

/** Walks along directed edges, at each vertex taking the sharpest turn to the left, until all are used. */
function faceLoops(
  x: readonly number[],
  y: readonly number[],
  edges: readonly (readonly [from: number, to: number])[],
): number[][] {
  const angle = ([from, to]: readonly [number, number]) => Math.atan2(y[to]! - y[from]!, x[to]! - x[from]!);
  const leaving = new Map<number, number[]>();
  edges.forEach(([from], edge) => {
    const list = leaving.get(from);
    if (list) list.push(edge);
    else leaving.set(from, [edge]);
  });
  const next = ([from, to]: readonly [number, number]): number => {
    const back = angle([to, from]);
    const turn = (edge: number) => {
      const difference = (back - angle(edges[edge]!)) / (2 * Math.PI);
      const turned = difference - Math.floor(difference);
      return edges[edge]![1] === from ? 1 : turned;
    };
    return leaving.get(to)!.reduce((best, edge) => (turn(edge) < turn(best) ? edge : best));
  };
  const used = new Uint8Array(edges.length);
  const loops: number[][] = [];
  for (let start = 0; start < edges.length; start++) {
    const loop: number[] = [];
    for (let edge = start; !used[edge]; edge = next(edges[edge]!)) {
      used[edge] = 1;
      loop.push(edges[edge]![0]);
    }
    if (loop.length > 0) loops.push(loop);
  }
  return loops;
}
