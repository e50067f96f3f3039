import type { LocalFrame } from '../../geo/local-frame.ts';
import { COVER_IDS, type CoverId } from '../city/covers.ts';
import type { Ground } from '../city/ground.ts';
import type { StandingGround } from '../city/ground-range.ts';
import type { Pace } from '../pace.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { addBanks } from './banks.ts';
import { CellGrid } from './cell-grid.ts';
import { drawNeedlesTogether, type Triangles } from './draw-needles-together.ts';
import { fitTerrain, terrainSeeds } from './fit-terrain.ts';
import { type Grading, gradedHeights } from './grade.ts';
import { partition } from './partition.ts';
import { type GroundContents, type Region, regionsOf } from './regions.ts';
import { outlineOf } from './tin.ts';
import { TriangleSearch } from './triangle-search.ts';

/**
 * The ground of the model's rectangle as one triangulated surface without overlaps, gaps or T-junctions. Each triangle has exactly one
 * cover. Roads and railways do not tilt sideways, water is level; the terrain meets them in banks.
 */
export interface GroundSurface extends StandingGround {
  /** Local metres per vertex. The first vertex is the south-west corner. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly z: ArrayLike<number>;
  /** Three vertices per triangle, counter-clockwise seen from above. */
  readonly corners: ArrayLike<number>;
  /** For each side (from `corners[e]` to the triangle's next corner) the same side of the neighbour; -1 on the outline. */
  readonly twins: ArrayLike<number>;
  /** Index into `COVER_IDS` per triangle. */
  readonly covers: ArrayLike<number>;
  /** Vertices of the outline counter-clockwise, from the south-west corner on. */
  readonly outline: readonly number[];
  /** The places of each cover before others were put over it. */
  readonly regions: readonly Region[];
  /** z of the surface in metres; beyond the rectangle that of the terrain source. */
  heightAt: StandingGround['heightAt'];
  /** What covers a place; bare ground beyond the rectangle. */
  coverAt(x: number, y: number): CoverId;
}

/** What a ground surface is made from. */
export interface GroundInput extends GroundContents, Pick<Grading, 'liftAt'> {
  readonly ground: Ground;
  readonly frame: LocalFrame;
  readonly kernel: PolygonKernel;
  readonly pace: Pace;
}

/** Makes the ground: regions of covers → partition → terrain → level water and ways → banks → no needles. */
export async function groundSurface(input: GroundInput): Promise<GroundSurface> {
  const { ground, frame, kernel, pace } = input;
  const regions = await regionsOf(input, frame.rect, kernel, pace);
  const divided = partition(frame.rect, regions, terrainSeeds(ground, frame));
  await pace.breathe();
  const { tin, z: natural } = await fitTerrain(divided, ground, frame, pace);
  await pace.breathe();
  const graded = gradedHeights({ tin, z: natural }, ground, input);
  const offsets = new Float64Array(natural.length);
  const z = natural.map((height, vertex) => {
    if (Number.isNaN(graded[vertex]!)) return height;
    offsets[vertex] = graded[vertex]! - height;
    return graded[vertex]!;
  });
  addBanks({ tin, z }, offsets, ground.heightAt);
  return searchable(drawNeedlesTogether({ ...tin.trimmed(), z: Float64Array.from(z) }), regions, input);
}

function searchable(
  { x, y, z, corners, twins, covers }: Triangles,
  regions: readonly Region[],
  { frame: { rect }, ground }: GroundInput,
): GroundSurface {
  const { minX, minY, maxX, maxY } = rect;
  const bounds = [minX, minY, maxX, maxY] as const;
  const search = new TriangleSearch({ x, y, corners, twins }, bounds);
  const cell = Math.max(1, Math.sqrt(((maxX - minX) * (maxY - minY)) / z.length));
  const vertices = new CellGrid(bounds, cell, (add, grid) => {
    for (let vertex = 0; vertex < z.length; vertex++) add(vertex, grid.cellAt(x[vertex]!, y[vertex]!));
  });
  const triangleAt = (px: number, py: number) =>
    px < minX || px > maxX || py < minY || py > maxY ? -1 : search.at(px, py);
  return {
    x,
    y,
    z,
    corners,
    twins,
    covers,
    outline: outlineOf({ corners, twins }),
    regions,
    heightAt: (px, py) => {
      const triangle = triangleAt(px, py);
      if (triangle < 0) return ground.heightAt(px, py);
      const [a, b, c] = search.weights(triangle, px, py);
      return a * z[corners[3 * triangle]!]! + b * z[corners[3 * triangle + 1]!]! + c * z[corners[3 * triangle + 2]!]!;
    },
    eachVertexIn: (box, visit) => {
      const { starts, items } = vertices;
      vertices.eachInBox(box.minX, box.minY, box.maxX, box.maxY, (at) => {
        for (let i = starts[at]!; i < starts[at + 1]!; i++) visit(x[items[i]!]!, y[items[i]!]!, z[items[i]!]!);
      });
    },
    coverAt: (px, py) => {
      const triangle = triangleAt(px, py);
      return triangle < 0 ? 'ground' : COVER_IDS[covers[triangle]!]!;
    },
  };
}
