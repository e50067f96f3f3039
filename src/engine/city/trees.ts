import type { EdgeRule } from '../../contract/options.ts';
import type { LocalFrame, Rect } from '../../geo/local-frame.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import type { Pace } from '../pace.ts';
import { type InsideIndex, insideIndex } from '../polygon/inside-index.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData } from '../sources/osm-data.ts';
import type { BridgeRun } from './bridge-runs.ts';
import type { CoverArea, Tree } from './city.ts';
import type { CoverId } from './covers.ts';
import { CROWN_GAP, fitCrowns, LEAST_RADIUS, nearTrees, type RoomAt, withoutDoubles } from './crown-room.ts';
import { type DeckRoom, deckRoom } from './deck-room.ts';
import type { Oddities } from './oddities.ts';
import { treeForm } from './tree-form.ts';
import { rowTrees } from './tree-rows.ts';
import { woodTrees } from './wood-trees.ts';

/** What trees are made from. */
export interface TreesInput {
  readonly data: OsmData;
  /** Of which woods and orchards are planted. */
  readonly areas: readonly CoverArea[];
  readonly frame: LocalFrame;
  readonly surface: Pick<GroundSurface, 'coverAt' | 'heightAt'>;
  /** Buildings: no tree stands in one, no crown reaches into one. */
  readonly footprints: readonly Polygon[];
  /** Bridges: no tree stands or reaches into a deck. */
  readonly decks: readonly BridgeRun[];
  /** `whole`: a tree whose trunk is in the box may reach beyond it; `clip`: crowns keep within the box. */
  readonly edge: EdgeRule;
  readonly kernel: PolygonKernel;
  readonly oddities: Oddities;
  readonly pace: Pace;
}

/** Metres: nothing is planted nearer than this to a mapped tree or a row. */
const PLANTING_DISTANCE = 5;

/** Where a mapped tree cannot stand, and what the report says of it. */
const IMPOSSIBLE: Partial<Record<CoverId, string>> = {
  footprint: 'a tree inside a building',
  water: 'a tree in water',
  sea: 'a tree in water',
};

/** Covers that rows leave free. */
const KEPT_FREE: ReadonlySet<CoverId> = new Set([
  ...(['footprint', 'pier', 'carriageway', 'cycleway', 'steps', 'track', 'ballast', 'water', 'sea'] as const),
]);

/**
 * The trees of the box: mapped ones, rows, and those that woods and orchards stand for. Crowns are apart from each other and
 * from buildings and bridges by a centimetre at least; only mapped trees very near a wall touch it.
 */
export async function trees(input: TreesInput): Promise<Tree[]> {
  const { data, areas, frame, surface, kernel, oddities, pace } = input;
  const buildings = insideIndex(input.footprints);
  const besideDecks = deckRoom(input.decks, surface.heightAt);
  const roomAt = roomBy(buildings, besideDecks, input.edge === 'clip' ? frame.rect : undefined);
  const isIn = holds(frame.rect, input.edge === 'clip' ? LEAST_RADIUS + CROWN_GAP : 0);

  const mapped = fitCrowns(singleTrees(input, buildings, besideDecks, isIn), [], roomAt, 'mapped');
  await pace.breathe();
  const isNearMapped = nearTrees(mapped, PLANTING_DISTANCE);
  const inRows = rowTrees(data, frame).filter(
    ({ x, y }) =>
      isIn(x, y) && !isNearMapped(x, y) && !KEPT_FREE.has(surface.coverAt(x, y)) && !buildings.contains(x, y),
  );
  const rows = fitCrowns(
    withoutDoubles(inRows, () => {}),
    mapped,
    roomAt,
    'implicit',
  );
  await pace.breathe();
  const known = [...mapped, ...rows];
  const isNearKnown = nearTrees(known, PLANTING_DISTANCE);
  // Where woods are no layer of the model, the ground in them is bare.
  const isOpen = (seen: CoverId, cover: CoverId) => seen === cover || seen === 'ground';
  const isFree = (x: number, y: number, cover: CoverId) =>
    isOpen(surface.coverAt(x, y), cover) && isIn(x, y) && !isNearKnown(x, y) && !buildings.contains(x, y);
  const planted = await woodTrees({ areas, frame, kernel, oddities, pace, isFree });
  return [...known, ...fitCrowns(planted, known, roomAt, 'implicit')];
}

function singleTrees(
  { data, frame, surface, oddities }: TreesInput,
  buildings: InsideIndex,
  besideDecks: DeckRoom,
  isIn: (x: number, y: number) => boolean,
): Tree[] {
  const found: Tree[] = [];
  for (const { id, tags, lon, lat } of data.nodes) {
    if (tags.natural !== 'tree') continue;
    const [x, y] = frame.toLocal(lon, lat);
    if (!isIn(x, y)) continue;
    const fault = buildings.contains(x, y) ? IMPOSSIBLE.footprint : IMPOSSIBLE[surface.coverAt(x, y)];
    const tree = { id: `node/${id}`, tags, x, y, ...treeForm(tags) };
    if (fault) oddities.skip(tree.id, fault);
    else if (besideDecks(tree, LEAST_RADIUS) < LEAST_RADIUS) oddities.skip(tree.id, 'a tree where a bridge is');
    else found.push(tree);
  }
  return withoutDoubles(found, ({ id }) => oddities.skip(id, 'a tree where another one stands'));
}

/** Whether a trunk is in the box, its south and west edges included. */
function holds({ minX, minY, maxX, maxY }: Rect, margin: number): (x: number, y: number) => boolean {
  return (x, y) => x >= minX + margin && x < maxX - margin && y >= minY + margin && y < maxY - margin;
}

function roomBy(buildings: InsideIndex, besideDecks: DeckRoom, rect: Rect | undefined): RoomAt {
  return (tree, wanted) => {
    const { x, y } = tree;
    const free = buildings.edgeDistance(x, y, wanted + CROWN_GAP);
    const edge = rect ? Math.min(x - rect.minX, rect.maxX - x, y - rect.minY, rect.maxY - y) : Infinity;
    return Math.min(besideDecks(tree, wanted), free - CROWN_GAP, edge - CROWN_GAP);
  };
}
