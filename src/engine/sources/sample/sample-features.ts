import { type Bbox, bboxExpand } from '../../../geo/bbox.ts';
import { hash } from '../../hash.ts';
import type { FeatureSource, SourceContext } from '../source.ts';
import { makeSite } from './blocks/site.ts';
import { bridgeEnds, riverBridge } from './bridges.ts';
import { inset } from './convex.ts';
import { drawCorridor } from './draw-railway.ts';
import { drawStreet, drawStreets } from './draw-streets.ts';
import { drawTrackside } from './draw-trackside.ts';
import { drawBanks, drawBrook, drawRiver, drawRiverBridge } from './draw-waters.ts';
import { Pen, Sheet } from './pen.ts';
import { Random } from './random.ts';
import { Row, rowAt } from './rows.ts';
import { BANDS, type Band, Skeleton } from './skeleton.ts';
import { SAMPLE_RECORD } from './source-record.ts';
import { TownPlan } from './town-plan.ts';

/**
 * A made-up town that covers the whole Earth: the same place always looks the same, whichever box asks. Elements are whole,
 * with coordinates of OSM's precision.
 */
export function sampleFeatures(): FeatureSource {
  return {
    async load(bbox, context) {
      const sheet = new Sheet(bbox);
      await drawRows(sheet, bbox, context);
      return { data: sheet.data(), source: SAMPLE_RECORD, notes: [] };
    },
  };
}

/** How far what a row or column owns reaches beyond it, in metres. */
const REACH_METRES = 120;

async function drawRows(sheet: Sheet, bbox: Bbox, { signal, sleep, progress }: SourceContext): Promise<void> {
  const [west, south, east, north] = bboxExpand(bbox, REACH_METRES);
  const first = rowAt(south);
  const last = rowAt(north);
  let southern = new Skeleton(new Row(first));
  for (let index = first; index <= last; index++) {
    await sleep(0, signal);
    signal.throwIfAborted();
    const northern = new Skeleton(new Row(index + 1));
    drawRow(sheet, southern, northern, new Skeleton(new Row(index - 1)), west, east);
    southern = northern;
    progress(index - first + 1, last - first + 1);
  }
}

function drawRow(
  sheet: Sheet,
  skeleton: Skeleton,
  northern: Skeleton,
  southern: Skeleton,
  west: number,
  east: number,
): void {
  const { row } = skeleton;
  const plan = new TownPlan(skeleton);
  const first = Math.max(Math.floor(row.toX(west) / row.columnWidth), 0);
  const last = Math.min(Math.ceil(row.toX(east) / row.columnWidth), row.columns);
  for (let column = first; column <= last; column++) {
    const pen = (slot: number) => new Pen(sheet, row, column, slot);
    drawCorridor(skeleton, column, pen(SLOT.corridor));
    drawBridge(skeleton, southern, column, pen(SLOT.bridge));
    if (skeleton.isBrook(column)) drawBrook(skeleton, column, pen(SLOT.brook));
    drawStreets({
      plan,
      column,
      pen: (section) => new Pen(sheet, row, column, SLOT.streets, section),
      bridgeEnds: () => bridgeEnds(northern, skeleton, column),
    });
    if (column === row.columns) continue;
    drawRiver(skeleton, column, pen(SLOT.river));
    drawBanks(skeleton, column, pen(SLOT.banks));
    drawTrackside(skeleton, column, pen(SLOT.trackside));
    for (const band of BANDS) drawDistrict(sheet, plan, column, band);
  }
}

/** What tells apart the ids of one row and column; blocks follow from 16 on, 64 to a band. */
const SLOT = {
  corridor: 0,
  bridge: 1,
  brook: 2,
  streets: 3,
  river: 4,
  banks: 5,
  trackside: 6,
  lanes: 8,
  blocks: 16,
} as const;

function drawBridge(skeleton: Skeleton, southern: Skeleton, column: number, pen: Pen): void {
  const bridge = riverBridge(skeleton, southern, column);
  if (!bridge) return;
  const { row } = skeleton;
  const end = [bridge.start[0], row.toY(southern.row.toLat(bridge.end[1]))] as const;
  drawRiverBridge(skeleton, bridge.start, end, pen, new Random(hash(row.index, column, 81)));
}

function drawDistrict(sheet: Sheet, plan: TownPlan, column: number, band: Band): void {
  const { row } = plan.skeleton;
  const { blocks, streets, quarter, outline, heart } = plan.district(column, band);
  const lanes = new Pen(sheet, row, column, SLOT.lanes + band);
  if (!lanes.reaches(outline.corners)) return;
  const random = new Random(hash(row.index, column, band, 91));
  for (const street of streets) drawStreet(lanes, street, random);
  for (const [i, block] of blocks.entries()) {
    const build = block === heart ? quarter.heart : random.pick(quarter.blocks);
    const pen = new Pen(sheet, row, column, SLOT.blocks + 64 * band + i);
    const halves = block.sides.map((side) => side.half);
    const corners = pen.reaches(block.corners) ? inset(block.corners, halves) : undefined;
    if (corners) build(makeSite(corners, pen, hash(row.index, column, band, 100 + i)));
  }
}
