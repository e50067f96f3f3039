import type { LocalFrame, Rect } from '../../geo/local-frame.ts';
import type { Pace } from '../pace.ts';
import { insideIndex } from '../polygon/inside-index.ts';
import { boundsOf, type Polygon, totalArea } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { CoverArea, Tree } from './city.ts';
import { chance, forEachCell, type GridCell } from './geographic-grid.ts';
import type { Oddities } from './oddities.ts';
import { treeForm } from './tree-form.ts';

/** How trees stand in an area of a cover. */
interface Planting {
  /** Metres between the middles of the cells that hold one tree each. */
  readonly side: number;
  /** How far a tree stands from the middle of its cell, as a share of its side. */
  readonly jitter: number;
  /** Metres (OSM2World's defaults). */
  readonly height: number;
}

const PLANTINGS = {
  wood: { side: 8, jitter: 0.15, height: 20 },
  orchard: { side: 7, jitter: 0.02, height: 10 },
} as const satisfies Record<string, Planting>;

type PlantedCover = keyof typeof PLANTINGS;

/** Trees of woods differ in height: the shortest and tallest as shares of the usual height. */
const SHORTEST = 0.6;
const TALLEST = 1.2;

/** A crown fills at most this share of its cell's side. */
const CROWN_PER_SIDE = 0.9;

/** More trees than this are not planted in woods and orchards together: a tree takes some 1.5 kB of mesh. */
const MOST_TREES = 100_000;

/** Metres: large areas are planted square by square, so that a cancel is heard in between. */
const TILE = 400;

/** What woods are planted with. */
export interface WoodInput {
  readonly areas: readonly CoverArea[];
  readonly frame: LocalFrame;
  readonly kernel: PolygonKernel;
  readonly oddities: Oddities;
  readonly pace: Pace;
  /** Whether an area of a cover can have a tree at a place. */
  readonly isFree: (x: number, y: number, cover: PlantedCover) => boolean;
}

/**
 * The trees that woods and orchards stand for, one per cell of a grid on the globe: neighbouring boxes agree on them. Where
 * the box's woods would have more than 100,000, each has its share of them, and is told of as an oddity.
 */
export async function woodTrees({ areas, frame, kernel, oddities, pace, isFree }: WoodInput): Promise<Tree[]> {
  const woods = areas.flatMap((area) => plantable(area, frame.rect, kernel));
  const expected = woods.reduce((sum, { polygons, planting }) => sum + totalArea(polygons) / planting.side ** 2, 0);
  const share = Math.min(1, MOST_TREES / expected);
  const planted = new Set<number>();
  const trees: Tree[] = [];
  for (const { area, cover, planting, polygons } of woods) {
    if (share < 1) oddities.repair(area.id, `a ${cover} drawn with fewer trees, so that the model stays usable`);
    const inside = insideIndex(polygons);
    let count = 0;
    for (const tile of tilesOf(polygons, frame.rect)) {
      await pace.breathe();
      forEachCell(frame, tile, planting.side, planting.jitter, (cell) => {
        const { row, column, x, y } = cell;
        if (share < 1 && chance(row, column, 3) >= 2 * share - 1) return;
        if (!inside.contains(x, y) || !isFree(x, y, cover)) return;
        const key = (row * CELLS_PER_ROW + column) * 2 + (cover === 'wood' ? 1 : 0);
        if (planted.has(key)) return;
        planted.add(key);
        trees.push(treeOf(area, `${area.id}#${++count}`, planting, cell));
      });
    }
  }
  return trees;
}

/** More than the cells of any row around the globe, so that a row and a column make one number. */
const CELLS_PER_ROW = 8_000_000;

function plantable(area: CoverArea, rect: Rect, kernel: PolygonKernel) {
  const { cover, tags } = area;
  if (!isPlanted(cover) || tags.landuse === 'vineyard') return [];
  const box = Float64Array.of(rect.minX, rect.minY, rect.maxX, rect.minY, rect.maxX, rect.maxY, rect.minX, rect.maxY);
  const polygons = kernel.intersection(area.polygons, [{ outer: box, holes: [] }]);
  return [{ area, cover, planting: PLANTINGS[cover], polygons }];
}

function isPlanted(cover: string): cover is PlantedCover {
  return cover in PLANTINGS;
}

/** Squares of a fixed raster that cover polygons, cut at the rectangle. */
function tilesOf(polygons: readonly Polygon[], rect: Rect): Rect[] {
  if (polygons.length === 0) return [];
  const bounds = boundsOf(polygons);
  const tiles: Rect[] = [];
  for (let y = Math.max(bounds.minY, rect.minY); y < Math.min(bounds.maxY, rect.maxY); y += TILE) {
    for (let x = Math.max(bounds.minX, rect.minX); x < Math.min(bounds.maxX, rect.maxX); x += TILE) {
      const maxX = Math.min(x + TILE, bounds.maxX, rect.maxX);
      tiles.push({ minX: x, minY: y, maxX, maxY: Math.min(y + TILE, bounds.maxY, rect.maxY) });
    }
  }
  return tiles;
}

function treeOf({ tags }: CoverArea, id: string, { side, height }: Planting, cell: GridCell): Tree {
  const { row, column, x, y } = cell;
  const share = SHORTEST + ((chance(row, column, 4) + 1) / 2) * (TALLEST - SHORTEST);
  const mixed = tags.leaf_type === 'mixed' && chance(row, column, 5) < 0 ? 'conifer' : 'deciduous';
  const form = treeForm(tags, height * share, mixed);
  return { id, tags, x, y, ...form, crownDiameter: Math.min(form.crownDiameter, CROWN_PER_SIDE * side) };
}
