import type { TreeShape } from '../city/city.ts';
import { type Prototype, SURFACES } from './layer-mesh.ts';

/** A ring of a solid of revolution: its radius and height as shares of the tree's. */
type Ring = readonly [radius: number, z: number];

/** A tree from the foot of its trunk upwards, without its tip at height 1. */
interface Profile {
  /** Corners of each ring. */
  readonly sides: number;
  readonly rings: readonly Ring[];
}

const PROFILES: Readonly<Record<TreeShape, Profile>> = {
  // A trunk of an eighth of the crown's width below an egg that is widest above its middle.
  deciduous: {
    sides: 6,
    rings: [
      [0.12, 0],
      [0.08, 0.3],
      [0.72, 0.4],
      [1, 0.62],
      [0.68, 0.88],
    ],
  },
  conifer: {
    sides: 6,
    rings: [
      [0.12, 0],
      [0.1, 0.14],
      [1, 0.16],
    ],
  },
  // Leaves that hang from the top of a bare trunk.
  palm: {
    sides: 6,
    rings: [
      [0.12, 0],
      [0.09, 0.86],
      [1, 0.8],
      [0.6, 0.96],
    ],
  },
};

/** The number of rings that belong to the trunk. */
const TRUNK_RINGS = 2;

/** Shapes in the order of their numbers. */
export const TREE_SHAPES = Object.keys(PROFILES) as TreeShape[];

/** One closed solid of revolution per shape, in the order of {@link TREE_SHAPES}. */
export const TREE_PROTOTYPES: readonly Prototype[] = TREE_SHAPES.map((shape) => solidOfRevolution(PROFILES[shape]));

function solidOfRevolution({ sides, rings }: Profile): Prototype {
  const positions: number[] = [];
  for (const [radius, z] of rings) {
    for (let i = 0; i < sides; i++) {
      const angle = (2 * Math.PI * i) / sides;
      positions.push(radius * Math.cos(angle), radius * Math.sin(angle), z);
    }
  }
  const tip = positions.push(0, 0, 1) / 3 - 1;
  const triangles: number[] = [];
  for (let i = 2; i < sides; i++) triangles.push(0, i, i - 1);
  for (let ring = 0; ring < rings.length; ring++) {
    for (let i = 0; i < sides; i++) {
      const a = ring * sides + i;
      const b = ring * sides + ((i + 1) % sides);
      if (ring === rings.length - 1) triangles.push(a, b, tip);
      else triangles.push(a, b, b + sides, a, b + sides, a + sides);
    }
  }
  const surfaces = new Uint8Array(triangles.length / 3).fill(SURFACES.indexOf('crown'));
  surfaces.fill(SURFACES.indexOf('trunk'), 0, sides - 2 + 2 * sides * (TRUNK_RINGS - 1));
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles), surfaces };
}
