import type { Rect } from '../../geo/local-frame.ts';
import type { Course, CoverArea } from '../city/city.ts';
import { COVER_IDS, COVERS, type CoverId } from '../city/covers.ts';
import { groupBy } from '../group-by.ts';
import type { Pace } from '../pace.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';

/** Everything that lies on the ground of a model. */
export interface GroundContents {
  /** Outlines of what stands in the ground. */
  readonly footprints: readonly Polygon[];
  readonly piers: readonly Polygon[];
  readonly courses: readonly Course[];
  readonly areas: readonly CoverArea[];
}

/** The places of one cover, clipped to the model's rectangle, wherever other covers may lie over them. */
export interface Region {
  readonly cover: CoverId | 'bank';
  readonly polygons: readonly Polygon[];
}

/** Metres of bare ground between a way and the water beside it: one line of vertices cannot be at the height of both. */
const BANK = 0.5;

/** The regions of all covers that occur. The `bank` region is where water gives way to bare ground beside roads and railways. */
export async function regionsOf(
  { footprints, piers, courses, areas }: GroundContents,
  rect: Rect,
  kernel: PolygonKernel,
  pace: Pace,
): Promise<Region[]> {
  const box = [rectangle(rect)];
  const regions: Region[] = [];
  for (const cover of COVER_IDS) {
    await pace.breathe();
    const strips = stripsOf(
      courses.filter((course) => course.cover === cover),
      kernel,
    );
    const polygons = [
      ...(cover === 'footprint' ? footprints : []),
      ...(cover === 'pier' ? piers : []),
      ...areas.filter((area) => area.cover === cover).flatMap((area) => area.polygons),
      ...strips,
    ];
    if (polygons.length > 0) regions.push({ cover, polygons: kernel.intersection(polygons, box) });
  }
  return [...regions, ...banks(regions, kernel)];
}

/** The strips of courses, those of one width at once. */
function stripsOf(courses: readonly Course[], kernel: PolygonKernel): Polygon[] {
  const byWidth = groupBy(courses, ({ width }) => width);
  return [...byWidth].flatMap(([width, alike]) =>
    kernel.buffer(
      alike.map(({ line }) => line),
      width / 2,
      'round',
    ),
  );
}

function banks(regions: readonly Region[], kernel: PolygonKernel): Region[] {
  const of = (layers: readonly string[]) =>
    regions
      .filter(({ cover }) => cover !== 'bank' && layers.includes(COVERS[cover]))
      .flatMap(({ polygons }) => polygons);
  const [water, ways] = [of(['water']), of(['roads', 'railways'])];
  if (water.length === 0 || ways.length === 0) return [];
  const touching = kernel.intersection(ways, kernel.offset(water, BANK));
  if (touching.length === 0) return [];
  const near = kernel.intersection(kernel.offset(touching, BANK), water);
  return near.length > 0 ? [{ cover: 'bank', polygons: near }] : [];
}

/** The rectangle as a polygon on the grid of millimetres. */
export function rectangle({ minX, minY, maxX, maxY }: Rect): Polygon {
  return { outer: Float64Array.of(minX, minY, maxX, minY, maxX, maxY, minX, maxY), holes: [] };
}
