import { totalArea } from '../../polygon/polygon.ts';
import type { RoofInput, RoofShape, RoofSurface } from './roof-shape.ts';
import { leastScale, type Star, starAround } from './star.ts';

/** The section of an onion: distance from the middle as a share of the outline's, and height. It nowhere leaves the outline. */
const ONION: readonly (readonly [out: number, height: number])[] = [
  [0.8, 0.02],
  [0.9, 0.09],
  [0.98, 0.18],
  [0.98, 0.27],
  [0.85, 0.4],
  [0.6, 0.52],
  [0.36, 0.63],
  [0.18, 0.75],
  [0.07, 0.88],
];

/** What was cut off may not be more than this share of the outline. */
const CUT = 0.02;

/** A bulb that is widest above the eaves and ends in a point. */
export const onion: RoofShape = {
  otherwise: 'dome',
  surface: ({ polygon, over }: RoofInput) => {
    if (totalArea([polygon]) < (1 - CUT) * totalArea([over])) return undefined;
    const star = starAround(polygon);
    return star && turned(star);
  },
};

/** The section led around the outline. */
function turned(star: Star): RoofSurface {
  const {
    outline,
    center: [x, y],
  } = star;
  const count = outline.length / 2;
  const least = leastScale(star);
  const rings = [[1, 0] as const, ...ONION.filter(([out]) => out > least)];
  const vertices: number[] = [];
  for (const [out, height] of rings) {
    for (let i = 0; i < outline.length; i += 2) {
      vertices.push(x + (outline[i]! - x) * out, y + (outline[i + 1]! - y) * out, height);
    }
  }
  vertices.push(x, y, 1);
  const tip = rings.length * count;
  const triangles: number[] = [];
  for (let ring = 0; ring < rings.length; ring++) {
    for (let i = 0; i < count; i++) {
      const a = ring * count + i;
      const b = ring * count + ((i + 1) % count);
      if (ring === rings.length - 1) triangles.push(a, b, tip);
      else triangles.push(a, b, b + count, a, b + count, a + count);
    }
  }
  return { vertices, triangles, rims: [Array.from({ length: count }, (_, i) => [i, (i + 1) % count])] };
}
