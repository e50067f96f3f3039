import type { Tree } from './city.ts';
import { PointGrid } from './point-grid.ts';

/** Metres kept free between two crowns, and between a crown and a wall. */
export const CROWN_GAP = 0.01;

/** A tree that stands for many is left out where its crown would keep less than this share of its size. */
const LEAST_SHARE = 0.6;

/** Metres of radius that a crown keeps at least, however near its neighbours are. */
export const LEAST_RADIUS = 0.3;

/** Metres: two trees nearer than their least crowns are one and the same. */
const SAME_TREE = 2 * LEAST_RADIUS + 2 * CROWN_GAP;

/** Side of a search cell in metres: about two crowns. */
const CELL = 10;

/** The radius in metres, at most `wanted`, that a tree's crown can have as far as walls, bridges and the box allow. */
export type RoomAt = (tree: Tree, wanted: number) => number;

/**
 * Shrinks the crowns of trees planted together, so that none overlaps another, or an earlier tree, or leaves its room. Of two
 * that would overlap, each gives way in proportion to its size. `implicit` trees that would become too small are left out.
 */
export function fitCrowns(
  trees: readonly Tree[],
  earlier: readonly Tree[],
  roomAt: RoomAt,
  kind: 'mapped' | 'implicit',
): Tree[] {
  const among = neighbourhood(trees);
  const before = neighbourhood(earlier);
  return trees.flatMap((tree, index) => {
    const wanted = radiusOf(tree);
    let radius = roomAt(tree, wanted);
    among(tree, (distance, other, at) => {
      if (at === index) return;
      const both = wanted + radiusOf(other);
      if (distance >= both + CROWN_GAP) return;
      const spare = (distance - CROWN_GAP - 2 * LEAST_RADIUS) / (both - 2 * LEAST_RADIUS);
      radius = Math.min(radius, LEAST_RADIUS + spare * (wanted - LEAST_RADIUS));
    });
    before(tree, (distance, other) => {
      radius = Math.min(radius, distance - CROWN_GAP - radiusOf(other));
    });
    if (kind === 'implicit' && radius < Math.max(LEAST_SHARE * wanted, LEAST_RADIUS)) return [];
    return [{ ...tree, crownDiameter: 2 * Math.max(radius, LEAST_RADIUS) }];
  });
}

function radiusOf({ crownDiameter }: Tree): number {
  return Math.max(crownDiameter / 2, LEAST_RADIUS);
}

/** The trees that do not stand where an earlier one of the list does; tells of the others. */
export function withoutDoubles(trees: readonly Tree[], double: (tree: Tree) => void): Tree[] {
  const grid = gridOf(trees);
  return trees.filter((tree, index) => {
    let isDouble = false;
    grid.forEachNear(tree.x, tree.y, SAME_TREE, (other) => {
      const { x, y } = trees[other]!;
      if (other < index && Math.hypot(x - tree.x, y - tree.y) < SAME_TREE) isDouble = true;
    });
    if (isDouble) double(tree);
    return !isDouble;
  });
}

/** Finds whether a place is nearer than a distance to a tree. */
export function nearTrees(trees: readonly Tree[], distance: number): (x: number, y: number) => boolean {
  const grid = gridOf(trees);
  return (x, y) => {
    let found = false;
    grid.forEachNear(x, y, distance, (index) => {
      if (Math.hypot(trees[index]!.x - x, trees[index]!.y - y) < distance) found = true;
    });
    return found;
  };
}

/** Visits the trees whose crowns can reach a tree's. */
function neighbourhood(trees: readonly Tree[]) {
  const grid = gridOf(trees);
  const widest = trees.reduce((most, { crownDiameter }) => Math.max(most, crownDiameter / 2), LEAST_RADIUS);
  return (tree: Tree, visit: (distance: number, other: Tree, index: number) => void) => {
    const reach = radiusOf(tree) + widest + CROWN_GAP;
    grid.forEachNear(tree.x, tree.y, reach, (index) => {
      const other = trees[index]!;
      visit(Math.hypot(other.x - tree.x, other.y - tree.y), other, index);
    });
  };
}

function gridOf(trees: readonly Tree[]): PointGrid {
  return new PointGrid(
    Float64Array.from(trees, ({ x }) => x),
    Float64Array.from(trees, ({ y }) => y),
    CELL,
  );
}
