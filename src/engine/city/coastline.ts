import type { Rect } from '../../geo/local-frame.ts';
import { type Polygon, polygonsContain, ringArea, totalArea } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { CoverArea } from './city.ts';
import { closeAlongEdge } from './coast-border.ts';
import { type Coast, coastInside, joinCoasts } from './coast-chains.ts';
import { mendEnds } from './coast-ends.ts';
import type { FeatureInput } from './feature-input.ts';
import type { Oddities } from './oddities.ts';

/**
 * The sea: what lies on the right of the ways `natural=coastline`, cut to the frame's rectangle; at most one area. A
 * box that no coast enters is land.
 */
export async function sea({ data, frame, kernel, oddities, pace }: FeatureInput): Promise<CoverArea[]> {
  const ways = [...data.ways.values()].filter(({ tags }) => tags.natural === 'coastline');
  const coasts: Coast[] = [];
  for (const coast of joinCoasts(ways)) {
    await pace.breathe();
    coasts.push(...coastInside(coast, frame));
  }
  const { crossing, loops } = mendEnds(coasts, frame.rect, oddities);
  if (crossing.length + loops.length === 0) return [];
  const open =
    crossing.length > 0
      ? kernel.cover(closeAlongEdge(crossing, frame.rect, oddities))
      : seaAround(loops, frame.rect, kernel);
  await pace.breathe();
  const polygons = withLoops(open, loops, kernel, oddities);
  return polygons.length === 0 ? [] : [{ id: 'sea', tags: { natural: 'coastline' }, cover: 'sea', polygons }];
}

/** Where no coast reaches the edge, the largest island or inland sea tells what lies around it. */
function seaAround(loops: readonly Coast[], rect: Rect, kernel: PolygonKernel): Polygon[] {
  let largest = 0;
  for (const { line } of loops) if (Math.abs(ringArea(line)) > Math.abs(largest)) largest = ringArea(line);
  const { minX, minY, maxX, maxY } = rect;
  return largest > 0 ? kernel.cover([Float64Array.of(minX, minY, maxX, minY, maxX, maxY, minX, maxY)]) : [];
}

/**
 * Takes islands out of the sea and adds inland seas; an island in the sea that runs the wrong way is one all the same.
 */
function withLoops(open: Polygon[], loops: readonly Coast[], kernel: PolygonKernel, oddities: Oddities): Polygon[] {
  const islands = loops.filter(({ line }) => ringArea(line) > 0);
  const others = loops.filter(({ line }) => ringArea(line) < 0);
  const without = (sea: Polygon[], coasts: readonly Coast[]) =>
    coasts.length === 0 ? sea : kernel.difference(sea, kernel.cover(coasts.map(({ line }) => line)));
  const around = without(open, islands);
  const isWrong = ({ line }: Coast) => polygonsContain(around, line[0]!, line[1]!);
  const wrong = others.filter(isWrong);
  const inland = others.filter((coast) => !wrong.includes(coast));
  for (const { id } of wrong) oddities.repair(id, 'a coastline that runs the wrong way, turned');
  const sea = without(around, wrong);
  const all = inland.length === 0 ? sea : kernel.union(sea, kernel.cover(inland.map(({ line }) => line)));
  return all.filter((polygon) => totalArea([polygon]) > 0);
}
