import { hash } from '../../hash.ts';
import type { Tags } from '../osm-data.ts';
import { tree } from './blocks/greenery.ts';
import { drawSpan, highwayTags } from './draw-streets.ts';
import type { Pen } from './pen.ts';
import type { Vec } from './plane.ts';
import { Random } from './random.ts';
import type { River } from './river.ts';
import { BROOK_HALF, type Skeleton } from './skeleton.ts';

const STEPS = 9;

/** Draws the piece of the row's river that lies south of a column, as an area and as a line. */
export function drawRiver({ row, south }: Skeleton, column: number, pen: Pen): void {
  const xs = between(column * row.columnWidth, (column + 1) * row.columnWidth, STEPS);
  const name = `River ${['Alma', 'Lorn', 'Teva', 'Sill'][hash(row.index, 61) % 4]}`;
  const bank = (side: 1 | -1) => xs.map((x): Vec => [x, row.toY(south.bank(row.toLon(x), side))]);
  pen.area({ tags: { natural: 'water', water: 'river' }, corners: [...bank(-1), ...bank(1).toReversed()] });
  const width = Math.round(2 * south.half(row.toLon(xs[0]!)));
  pen.line(
    { waterway: 'river', name, width: `${width}` },
    xs.map((x): Vec => [x, row.toY(south.centre(row.toLon(x)))]),
  );
}

/** Draws the brook along a column's western edge, from the northern river's bank to the southern one. */
export function drawBrook(skeleton: Skeleton, column: number, pen: Pen): void {
  const { row, south, north } = skeleton;
  const nodes = ([0, 1, 2, 3] as const).map((level) => skeleton.node(column, level));
  const first: Vec = [nodes[0]![0], row.toY(south.bank(row.toLon(nodes[0]![0]), 1, -5))];
  const last: Vec = [nodes[3]![0], row.toY(north.bank(row.toLon(nodes[3]![0]), -1, -5))];
  const line = [last, ...nodes.toReversed(), first];
  const bank = (side: number) => line.map(([x, y]): Vec => [x + side * BROOK_HALF, y]);
  pen.area({ tags: { natural: 'water', water: 'river' }, corners: [...bank(-1), ...bank(1).toReversed()] });
  pen.line({ waterway: 'river', name: `Mill Brook`, width: `${2 * BROOK_HALF}` }, line);
}

/** Draws the green between the streets and the rivers of a row: grass, a path and trees along the bank. */
export function drawBanks(skeleton: Skeleton, column: number, pen: Pen): void {
  drawBank(skeleton, column, pen, skeleton.south, 0, 1);
  drawBank(skeleton, column, pen, skeleton.north, 3, -1);
}

function drawBank(skeleton: Skeleton, column: number, pen: Pen, river: River, level: 0 | 3, side: 1 | -1): void {
  const { row } = skeleton;
  const random = new Random(hash(row.index, column, level, 62));
  const west = skeleton.node(column, level, 1);
  const east = skeleton.node(column + 1, level, -1);
  const margin = (at: number) => (skeleton.isBrook(at) ? -QUAY_TO_GRASS : 0);
  const xs = between(west[0] + margin(column), east[0] - margin(column + 1), STEPS);
  const shore = (metres: number) => xs.map((x): Vec => [x, row.toY(river.bank(row.toLon(x), side, metres))]);
  const street: Vec[] = [
    [xs.at(-1)!, east[1] - side * 6],
    [xs[0]!, west[1] - side * 6],
  ];
  pen.area({ tags: { landuse: 'grass' }, corners: [...shore(1.5), ...street] });
  pen.line({ highway: 'footway', surface: 'gravel', width: '2.5', name: 'Riverside Walk' }, shore(5));
  for (let x = xs[0]! + 9; x < xs.at(-1)! - 9; x += random.between(9, 17)) {
    tree(pen, random, [x, row.toY(river.bank(row.toLon(x), side, random.between(8, 10)))]);
  }
}

/** From the middle of a quay to where the grass begins, towards the brook. */
const QUAY_TO_GRASS = 6;

/** Draws the bridge from a column's crossing south over the river; `end` lies on the far street. */
export function drawRiverBridge({ row, south }: Skeleton, start: Vec, end: Vec, pen: Pen, random: Random): void {
  const tags: Tags = highwayTags(random.chance(0.5) ? 'secondary' : 'tertiary', random);
  const abutment = (side: 1 | -1): Vec => [start[0], row.toY(south.bank(row.toLon(start[0]), side, 4))];
  drawSpan(pen, tags, { bridge: 'yes', layer: '1' }, [start, abutment(1), abutment(-1), end]);
}

/** Positions from one to the other in equal steps, both included. */
export function between(from: number, to: number, steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);
}
