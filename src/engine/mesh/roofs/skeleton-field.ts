import { type Polygon, type Ring, ringContains } from '../../polygon/polygon.ts';
import { type Profile, profileAt } from './profile.ts';
import { type RoofField, RoofLines } from './roof-lines.ts';
import { skeletonFaces } from './skeleton.ts';
import type { SkeletonFace } from './skeleton-face.ts';

/** Points shallower than this (m) are on the outline. */
const SHALLOW = 0.003;

/**
 * A roof that rises from every side of an outline alike.
 * @param section heights by depth: 0 at the outline, 1 where it is deepest
 * @returns `undefined` where the outline's skeleton cannot be found
 */
export function skeletonField(over: Polygon, section: Profile): RoofField | undefined {
  const faces = skeletonFaces(over);
  if (!faces) return undefined;
  const deepest = Math.max(...faces.flatMap(({ ring, depthAt }) => points(ring).map(([x, y]) => depthAt(x, y))));
  const lines = new RoofLines();
  const levels = section.slice(1, -1).map(([depth]) => depth * deepest);
  for (const face of faces) drawFace(lines, face, levels);
  return {
    lines,
    heightAt: (x, y) => profileAt(section, Math.min(1, faceAt(faces, x, y).depthAt(x, y) / deepest)),
  };
}

function points(ring: Ring): [x: number, y: number][] {
  return Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!]);
}

/** The sides that a face shares with others, and the lines of equal depth across it. */
function drawFace(lines: RoofLines, { ring, depthAt }: SkeletonFace, levels: readonly number[]): void {
  const corners = points(ring).map(([x, y]) => ({ x, y, depth: depthAt(x, y), point: lines.point(x, y) }));
  const crossings = levels.map((): number[] => []);
  corners.forEach((to, i) => {
    const from = corners.at(i - 1)!;
    if (from.depth < SHALLOW && to.depth < SHALLOW) return;
    const crossed = levels.flatMap((level, index) => {
      const share = (level - from.depth) / (to.depth - from.depth);
      if (!(share > 0 && share < 1)) return [];
      const point = lines.point(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
      crossings[index]!.push(point);
      return [{ share, point }];
    });
    crossed.sort((a, b) => a.share - b.share);
    lines.path([from.point, ...crossed.map(({ point }) => point), to.point]);
  });
  for (const level of crossings) if (level.length > 0) connect(lines, level);
}

/** Joins points on one straight line in pairs. */
function connect(lines: RoofLines, level: readonly number[]): void {
  const first = level[0]!;
  const end = level.reduce(
    (best, point) => (squared(lines, first, point) > squared(lines, first, best) ? point : best),
    first,
  );
  const order = [...level].sort((a, b) => squared(lines, end, a) - squared(lines, end, b));
  for (let i = 1; i < order.length; i += 2) lines.line(order[i - 1]!, order[i]!);
}

function squared(lines: RoofLines, a: number, b: number): number {
  return (lines.x[a]! - lines.x[b]!) ** 2 + (lines.y[a]! - lines.y[b]!) ** 2;
}

/** The face over a place, or the nearest one. */
function faceAt(faces: readonly SkeletonFace[], x: number, y: number): SkeletonFace {
  const around = faces.find(({ ring }) => ringContains(ring, x, y));
  if (around) return around;
  let nearest = faces[0]!;
  let least = Infinity;
  for (const face of faces) {
    const distance = distanceToRing(face.ring, x, y);
    if (distance >= least) continue;
    least = distance;
    nearest = face;
  }
  return nearest;
}

function distanceToRing(ring: Ring, x: number, y: number): number {
  let least = Infinity;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const dx = ring[i]! - ring[j]!;
    const dy = ring[i + 1]! - ring[j + 1]!;
    const share = ((x - ring[j]!) * dx + (y - ring[j + 1]!) * dy) / (dx * dx + dy * dy || 1);
    const at = Math.min(1, Math.max(0, share));
    least = Math.min(least, Math.hypot(ring[j]! + at * dx - x, ring[j + 1]! + at * dy - y));
  }
  return least;
}
