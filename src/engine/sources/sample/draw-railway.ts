import type { Tags } from '../osm-data.ts';
import { parking } from './blocks/parking.ts';
import { rectangle, sidesOf } from './convex.ts';
import { highwayTags } from './draw-streets.ts';
import { between } from './draw-waters.ts';
import { placeName } from './names.ts';
import type { Pen } from './pen.ts';
import { along, type Corners, shifted, type Vec } from './plane.ts';
import { hash, Random } from './random.ts';
import type { Skeleton } from './skeleton.ts';

const STEP_METRES = 30;
const BRIDGE_HALF = 10;

/** Draws rails and motorway from the middle of a column's western neighbour to its own middle, over the brook by bridge. */
export function drawCorridor(skeleton: Skeleton, column: number, pen: Pen): void {
  const { row, corridor } = skeleton;
  const from = Math.max(column - 0.5, 0) * row.columnWidth;
  const to = Math.min(column + 0.5, row.columns) * row.columnWidth;
  for (const offset of corridor.tracks) drawTrack(skeleton, column, from, to, offset, RAIL, pen);
  const motorway = highwayTags('motorway', new Random(0));
  for (const [i, offset] of corridor.carriageways.entries()) {
    drawTrack(skeleton, column, from, to, offset, { ...motorway, ref: `A ${(row.index % 90) + 1}` }, pen, i > 0);
  }
  for (const offset of corridor.carriageways.slice(0, 1)) {
    pen.line({ barrier: 'wall', wall: 'noise_barrier', height: '3' }, path(skeleton, from, to, offset - 6));
  }
}

const RAIL: Tags = { railway: 'rail', gauge: '1435', electrified: 'contact_line', usage: 'main' };

function drawTrack(
  skeleton: Skeleton,
  column: number,
  from: number,
  to: number,
  offset: number,
  tags: Tags,
  pen: Pen,
  back = false,
): void {
  const stretch = (start: number, end: number, more: Tags = {}) => {
    const points = path(skeleton, start, end, offset, [skeleton.node(column, 2)[0]]);
    pen.line({ ...tags, ...more }, back ? points.toReversed() : points);
  };
  if (!skeleton.isBrook(column)) {
    stretch(from, to);
    return;
  }
  const x = skeleton.brookX(column, skeleton.lineY(skeleton.node(column, 2)[0], 2) + offset);
  stretch(from, x - BRIDGE_HALF);
  stretch(x - BRIDGE_HALF, x + BRIDGE_HALF, { bridge: 'yes', layer: '1' });
  stretch(x + BRIDGE_HALF, to);
}

/** Points along the corridor at an offset north of its line; passes exactly over the wanted positions. */
function path(skeleton: Skeleton, from: number, to: number, offset: number, via: readonly number[] = []): Corners {
  const steps = Math.max(1, Math.round((to - from) / STEP_METRES));
  const xs = [...between(from, to, steps), ...via.filter((x) => x > from + 1 && x < to - 1)].toSorted((a, b) => a - b);
  return xs.map((x): Vec => [x, skeleton.lineY(x, 2) + offset]);
}

/** Draws what lies between the tracks and the street north of them: a station once in a district, elsewhere grass and trees. */
export function drawTrackside(skeleton: Skeleton, column: number, pen: Pen): void {
  const { corridor, row } = skeleton;
  const random = new Random(hash(row.index, column, 71));
  const south = corridor.tracks.at(-1)!;
  const west = skeleton.node(column, 4, 1);
  const east = skeleton.node(column + 1, 4, -1);
  if (row.place(column) === 0) {
    const corners = platform(skeleton, west[0] + 40, east[0] - 40, south + 2.5);
    pen.area({ tags: { railway: 'platform', public_transport: 'platform', surface: 'paving_stones' }, corners });
    drawStation(pen, random, west, east);
    return;
  }
  const [from, to] = [west[0] + 10, east[0] - 10];
  const verge = [shifted(along(west, east, 0.95), 0, -7), shifted(along(west, east, 0.05), 0, -7)];
  pen.area({ tags: { landuse: 'grass' }, corners: [...path(skeleton, from, to, south + 4), ...verge] });
  pen.line({ natural: 'tree_row', leaf_type: 'broadleaved' }, [shifted(west, 30, -12), shifted(east, -30, -12)]);
}

function platform(skeleton: Skeleton, from: number, to: number, offset: number): Corners {
  return [...path(skeleton, from, to, offset), ...path(skeleton, from, to, offset + 4).toReversed()];
}

/** In the frame of the station's street, seen from the tracks. */
function drawStation(pen: Pen, random: Random, west: Vec, east: Vec): void {
  const [side] = sidesOf([shifted(west, 0, -26), shifted(east, 0, -26), east, west]);
  const middle = side!.length / 2;
  pen.area({
    tags: {
      building: 'train_station',
      railway: 'station',
      name: placeName(random, 'Station'),
      'building:levels': '2',
      'roof:shape': 'hipped',
      'roof:levels': '1',
    },
    corners: rectangle(side!, middle - 24, middle + 24, 4, 15),
  });
  const mirrored = sidesOf([
    shifted(east, -30, 0),
    shifted(west, 30, 0),
    shifted(west, 30, -26),
    shifted(east, -30, -26),
  ])[0]!;
  parking({ pen }, { side: mirrored, from: 8, to: middle - 60, near: 9, far: 20 });
}
