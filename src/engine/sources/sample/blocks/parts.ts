import type { Tags } from '../../osm-data.ts';
import { pointAt, rectangle, type Side } from '../convex.ts';
import type { Shape } from '../pen.ts';
import { type Corners, circle } from '../plane.ts';
import type { Random } from '../random.ts';
import type { RoofShape } from '../roof-shapes.ts';

/** The parts of one building, the outline first. */
export interface Ensemble {
  readonly outline: Shape;
  readonly parts: readonly Shape[];
}

/** A rectangle given along a side. */
export interface Plot {
  readonly side: Side;
  readonly from: number;
  readonly to: number;
  readonly near: number;
  readonly far: number;
}

function shrunk({ side, from, to, near, far }: Plot, by: number): Plot {
  return { side, from: from + by, to: to - by, near: near + by, far: far - by };
}

export function corners({ side, from, to, near, far }: Plot): Corners {
  return rectangle(side, from, to, near, far);
}

/** A disc in the middle of a plot. */
function disc({ side, from, to, near, far }: Plot, share: number): Corners {
  const radius = (Math.min(to - from, far - near) / 2) * share;
  return circle(pointAt(side, (from + to) / 2, (near + far) / 2), radius, 24);
}

function part(from: number, to: number, roof: RoofShape, roofHeight: number, more: Tags = {}): Tags {
  return {
    'building:part': 'yes',
    height: `${to}`,
    ...(from > 0 && { min_height: `${from}` }),
    'roof:shape': roof,
    ...(roofHeight > 0 && { 'roof:height': `${roofHeight}` }),
    ...more,
  };
}

/** A tower on a plinth, narrower towards the top. */
export function steppedTower(plot: Plot, random: Random, tags: Tags): Ensemble {
  const plinth = random.whole(5, 9);
  const shoulder = plinth + 3 * random.whole(6, 12);
  const top = shoulder + 3 * random.whole(2, 6);
  const crown = random.pick<RoofShape>(['pyramidal', 'flat', 'hipped', 'skillion']);
  const roof = crown === 'flat' ? 0 : 5;
  return {
    outline: { tags: { ...tags, height: `${top + roof}` }, corners: corners(plot) },
    parts: [
      { tags: part(0, plinth, 'flat', 0, { 'building:colour': '#9aa3a8' }), corners: corners(plot) },
      { tags: part(plinth, shoulder, 'flat', 0, { 'building:colour': '#7fa0b8' }), corners: corners(shrunk(plot, 4)) },
      {
        tags: part(shoulder, top + roof, crown, roof, { 'building:colour': '#c4d2da' }),
        corners: corners(shrunk(plot, 7)),
      },
    ],
  };
}

/** Two slabs with a bridge between their upper storeys; storeys told instead of heights. */
export function gateTower(plot: Plot, random: Random, tags: Tags): Ensemble {
  const { from, to } = plot;
  const third = (to - from) / 3;
  const [left, right] = [random.whole(12, 20), random.whole(9, 16)];
  const under = Math.min(left, right) - 3;
  const storeys = (count: number): Tags => ({
    'building:part': 'yes',
    'building:levels': `${count}`,
    'roof:shape': 'flat',
  });
  return {
    outline: { tags: { ...tags, 'building:levels': `${Math.max(left, right)}` }, corners: corners(plot) },
    parts: [
      { tags: storeys(left), corners: corners({ ...plot, to: from + third }) },
      {
        tags: { ...storeys(under + 2), 'building:min_level': `${under}` },
        corners: corners({ ...plot, from: from + third, to: to - third }),
      },
      { tags: storeys(right), corners: corners({ ...plot, from: to - third }) },
    ],
  };
}

/** A round shaft under a dome, on a square plinth. */
export function roundTower(plot: Plot, random: Random, tags: Tags): Ensemble {
  const plinth = random.whole(4, 7);
  const top = plinth + random.whole(18, 45);
  const roof = random.pick<RoofShape>(['dome', 'cone', 'onion']);
  return {
    outline: { tags: { ...tags, height: `${top + 8}` }, corners: corners(plot) },
    parts: [
      { tags: part(0, plinth, 'flat', 0), corners: corners(plot) },
      { tags: part(plinth, top + 8, roof, 8, { 'roof:colour': '#5f8f86' }), corners: disc(plot, 0.8) },
    ],
  };
}

/** A nave, a steeple at one end, a half-round choir at the other and a domed lantern over the crossing. */
export function church({ side, from, to, near, far }: Plot, random: Random, tags: Tags): Ensemble {
  const tower = far - near - 4;
  const nave = { side, from: from + tower, to: to - (far - near) / 2, near, far };
  const steeple = { side, from, to: from + tower, near: near + 2, far: far - 2 };
  const choir = choirArc(side, nave.to, near, far);
  const crossing = { ...nave, from: nave.to - (far - near), to: nave.to };
  const spire = random.pick<RoofShape>(['pyramidal', 'onion', 'cone']);
  return {
    outline: {
      tags: { ...tags, building: 'church', amenity: 'place_of_worship' },
      corners: churchOutline(nave, steeple, choir),
    },
    parts: [
      { tags: part(0, 20, 'gabled', 8, { 'roof:colour': '#8c3b2e' }), corners: corners(nave) },
      { tags: part(0, 30, 'flat', 0), corners: corners(steeple) },
      { tags: part(30, 46, spire, 16, { 'roof:colour': '#5f8f86' }), corners: corners(shrunk(steeple, 0.5)) },
      { tags: part(0, 15, 'cone', 4), corners: [pointAt(side, nave.to, near), ...choir, pointAt(side, nave.to, far)] },
      { tags: part(18, 27, 'dome', 6, { 'roof:colour': '#5f8f86' }), corners: disc(crossing, 0.55) },
    ],
  };
}

function choirArc(side: Side, start: number, near: number, far: number): Corners {
  const radius = (far - near) / 2;
  const middle = (near + far) / 2;
  return Array.from({ length: 7 }, (_, i) => {
    const angle = ((i + 1) / 8 - 0.5) * Math.PI;
    return pointAt(side, start + radius * Math.cos(angle), middle + radius * Math.sin(angle));
  });
}

function churchOutline(nave: Plot, steeple: Plot, choir: Corners): Corners {
  const [a, b, c, d] = corners(nave);
  const [e, f, g, h] = corners(steeple);
  return [a!, b!, ...choir, c!, d!, g!, h!, e!, f!];
}
