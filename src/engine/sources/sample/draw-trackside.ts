import { hash } from '../../hash.ts';
import { tree } from './blocks/greenery.ts';
import { parking } from './blocks/parking.ts';
import { BuildingTagger, type Style } from './building-tags.ts';
import { pointAt, rectangle, type Side, sidesOf } from './convex.ts';
import { corridorPath } from './draw-railway.ts';
import { placeName } from './names.ts';
import type { Pen } from './pen.ts';
import { type Corners, shifted, type Vec } from './plane.ts';
import { Random } from './random.ts';
import { ROOF_SHAPES, type RoofShape } from './roof-shapes.ts';
import type { Skeleton } from './skeleton.ts';

/** Depth in metres of the land between the tracks and the street north of them. */
const DEPTH = 26;

/** Draws that land: in each district once a station, and on the other two stretches cottages that show every roof shape. */
export function drawTrackside(skeleton: Skeleton, column: number, pen: Pen): void {
  const { corridor, row } = skeleton;
  const random = new Random(hash(row.index, column, 71));
  const south = corridor.tracks.at(-1)!;
  const west = skeleton.node(column, 4, 1);
  const east = skeleton.node(column + 1, 4, -1);
  const place = row.place(column);
  if (place === 0) {
    const corners = platform(skeleton, west[0] + 40, east[0] - 40, south + 2.5);
    pen.area({ tags: { railway: 'platform', public_transport: 'platform', surface: 'paving_stones' }, corners });
    drawStation(pen, random, west, east);
    return;
  }
  const verge = corridorPath(skeleton, west[0] + 12, east[0] - 12, south + 4);
  pen.area({ tags: { landuse: 'grass' }, corners: [...verge, shifted(east, -12, -9), shifted(west, 12, -9)] });
  const half = ROOF_SHAPES.length / 2;
  drawCottages(pen, random, seenFromStreet(west, east), ROOF_SHAPES.slice((place - 1) * half, place * half));
}

function platform(skeleton: Skeleton, from: number, to: number, offset: number): Corners {
  return [...corridorPath(skeleton, from, to, offset), ...corridorPath(skeleton, from, to, offset + 4).toReversed()];
}

/** The side along the street, with the tracks inwards. It starts in the east. */
function seenFromStreet(west: Vec, east: Vec): Side {
  return sidesOf([east, west, shifted(west, 0, -DEPTH), shifted(east, 0, -DEPTH)])[0]!;
}

const COTTAGE: Style = { classes: ['house', 'cabin', 'yes', 'house'], storeys: [1, 2], roofs: [] };

function drawCottages(pen: Pen, random: Random, side: Side, shapes: readonly RoofShape[]): void {
  const tagger = new BuildingTagger(random);
  const pitch = (side.length - 40) / shapes.length;
  for (const [i, shape] of shapes.entries()) {
    const from = 20 + i * pitch;
    const near = random.between(9.5, 10.5);
    const corners = rectangle(side, from, from + random.between(6, 8), near, near + random.between(6, 7));
    pen.area({ tags: { ...tagger.next({ ...COTTAGE, roofs: [shape] }), 'roof:shape': shape }, corners });
    if (random.chance(0.6)) tree(pen, random, pointAt(side, from + 4, near + 10));
  }
}

function drawStation(pen: Pen, random: Random, west: Vec, east: Vec): void {
  const side = seenFromStreet(west, east);
  const middle = side.length / 2;
  pen.area({
    tags: {
      building: 'train_station',
      railway: 'station',
      name: placeName(random, 'Station'),
      'building:levels': '2',
      'roof:shape': 'hipped',
      'roof:levels': '1',
    },
    corners: rectangle(side, middle - 24, middle + 24, 11, 22),
  });
  parking({ pen }, { side, from: 38, to: middle - 30, near: 9, far: 20 });
}
