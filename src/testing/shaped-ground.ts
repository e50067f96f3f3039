import type { Course, CoverArea } from '../engine/city/city.ts';
import type { CoverId } from '../engine/city/covers.ts';
import { createGround, type Ground } from '../engine/city/ground.ts';
import { type GroundInput, type GroundSurface, groundSurface } from '../engine/ground/ground-surface.ts';
import { createPace } from '../engine/pace.ts';
import type { Polygon } from '../engine/polygon/polygon.ts';
import { loadPolygonKernel } from '../engine/polygon/polygon-kernel.ts';
import type { Tags } from '../engine/sources/osm-data.ts';
import { bboxFromCenter } from '../geo/bbox.ts';
import { type LocalFrame, localFrame } from '../geo/local-frame.ts';

/** Height in metres at a local position in metres. */
export type LocalHeight = (x: number, y: number) => number;

const SAMPLES = 41;

/** A box of 400 × 400 m. */
export const SHAPED_FRAME: LocalFrame = localFrame(bboxFromCenter([7, 50], [400, 400]));

/** Ground of a given shape in {@link SHAPED_FRAME}, known every 10 m. */
export function shapedGround(height: LocalHeight): Ground {
  const [west, south, east, north] = SHAPED_FRAME.bbox;
  const heights = Float32Array.from({ length: SAMPLES * SAMPLES }, (_, i) => {
    const lon = west + ((i % SAMPLES) / (SAMPLES - 1)) * (east - west);
    const lat = north - (Math.floor(i / SAMPLES) / (SAMPLES - 1)) * (north - south);
    return height(...SHAPED_FRAME.toLocal(lon, lat));
  });
  const grid = {
    rows: SAMPLES,
    columns: SAMPLES,
    projection: 'geographic' as const,
    heights,
    west,
    south,
    east,
    north,
  };
  return createGround(grid, SHAPED_FRAME);
}

/** The surface of ground of a given shape under what lies on it. */
export async function shapedSurface(height: LocalHeight, contents: Partial<GroundInput>): Promise<GroundSurface> {
  return groundSurface({
    footprints: [],
    piers: [],
    courses: [],
    areas: [],
    liftAt: () => 0,
    ground: shapedGround(height),
    frame: SHAPED_FRAME,
    kernel: await loadPolygonKernel(),
    pace: createPace(new AbortController().signal),
    ...contents,
  });
}

/** A line with a width through `x, y` pairs. */
export function courseOf(cover: CoverId, width: number, line: readonly number[], tags: Tags = {}): Course {
  return { id: `way/${line.join()}`, tags, cover, line: Float64Array.from(line), width, widthProvenance: 'measured' };
}

/** An area of one cover around a polygon. */
export function areaOf(cover: CoverId, polygon: Polygon, tags: Tags = {}): CoverArea {
  return { id: `way/${polygon.outer.join()}`, tags, cover, polygons: [polygon] };
}

/** A rectangle as a polygon. */
export function rectanglePolygon(minX: number, minY: number, maxX: number, maxY: number): Polygon {
  return { outer: Float64Array.of(minX, minY, maxX, minY, maxX, maxY, minX, maxY), holes: [] };
}

/** The `x, y, z` of all vertices of triangles under a cover. */
export function verticesUnder(surface: GroundSurface, cover: number): [x: number, y: number, z: number][] {
  const found = new Set<number>();
  for (let side = 0; side < surface.corners.length; side++) {
    if (surface.covers[Math.floor(side / 3)] === cover) found.add(surface.corners[side]!);
  }
  return Array.from(found, (vertex) => [surface.x[vertex]!, surface.y[vertex]!, surface.z[vertex]!]);
}
