import { List, SkeletonBuilder, Vector2d } from 'straight-skeleton';
import { type Polygon, polygonArea, polygonRings, type Ring, ringArea } from '../../polygon/polygon.ts';
import { convexFaces } from './convex-skeleton.ts';
import { type SkeletonFace, skeletonFace } from './skeleton-face.ts';

/** Depths of one place by two faces may differ by this (m), areas by this share: the library errs now and then. */
const DEPTH_TOLERANCE = 0.01;
const AREA_TOLERANCE = 1e-4;

/** Metres by which corners are moved where the library fails: mostly several things happen at once there. */
const NUDGES = [0, 0.0011, 0.0023];

/** The library takes a time that grows with the square of the corners: more would take seconds. */
const MOST_CORNERS = 400;

/** The faces of an outline's straight skeleton. @returns `undefined` where it cannot be found */
export function skeletonFaces(polygon: Polygon): SkeletonFace[] | undefined {
  const convex = convexFaces(polygon);
  if (convex) return convex;
  if (polygonRings(polygon).reduce((sum, { length }) => sum + length / 2, 0) > MOST_CORNERS) return undefined;
  for (const nudge of NUDGES) {
    const faces = build(polygon, nudge);
    if (faces && isSound(polygon, faces)) return faces;
  }
  return undefined;
}

function build(polygon: Polygon, nudge: number): SkeletonFace[] | undefined {
  const [x, y] = [polygon.outer[0]!, polygon.outer[1]!];
  const [outer, ...holes] = polygonRings(polygon).map((ring) => toList(ring, x, y, nudge));
  const holeLists = new List<List<Vector2d>>();
  for (const hole of holes) holeLists.Add(hole);
  try {
    return [...SkeletonBuilder.Build(outer!, holeLists).Edges].map(({ Edge: { Begin, End }, Polygon: points }) =>
      skeletonFace(
        Float64Array.from([...points].flatMap((point) => [point.X + x, point.Y + y])),
        [Begin.X + x, Begin.Y + y],
        [End.X + x, End.Y + y],
      ),
    );
  } catch {
    // The library throws many kinds of errors on outlines that it cannot do; the caller takes another shape and says so.
    return undefined;
  }
}

function toList(ring: Ring, x: number, y: number, nudge: number): List<Vector2d> {
  const list = new List<Vector2d>();
  for (let i = 0; i < ring.length; i += 2) {
    list.Add(new Vector2d(ring[i]! - x + nudge * Math.sin(i * 1.7), ring[i + 1]! - y + nudge * Math.cos(i * 2.3)));
  }
  return list;
}

/** Whether the faces cover the outline once and agree on how deep each place lies. */
function isSound(polygon: Polygon, faces: readonly SkeletonFace[]): boolean {
  const area = polygonArea(polygon);
  const covered = faces.reduce((sum, { ring }) => sum + Math.abs(ringArea(ring)), 0);
  if (!(Math.abs(covered - area) < area * AREA_TOLERANCE + 0.02)) return false;
  const known: [x: number, y: number, depth: number][] = [];
  for (const { ring, depthAt } of faces) {
    if (ring.length < 6) return false;
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i]!, ring[i + 1]!];
      const depth = depthAt(x, y);
      const same = known.find(([kx, ky]) => Math.abs(kx - x) < DEPTH_TOLERANCE && Math.abs(ky - y) < DEPTH_TOLERANCE);
      if (!same) known.push([x, y, depth]);
      else if (!(Math.abs(same[2] - depth) < 3 * DEPTH_TOLERANCE)) return false;
    }
  }
  return true;
}
