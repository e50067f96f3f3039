/** A position or direction: x east, y north, z up. */
export type Vec3 = readonly [x: number, y: number, z: number];

/** An upright box. */
export interface Box {
  readonly min: Vec3;
  readonly max: Vec3;
}

export function boxSize({ min, max }: Box): Vec3 {
  return [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
}

export function boxCenter({ min, max }: Box): Vec3 {
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

/** Half of the box's diagonal. */
export function boxRadius(box: Box): number {
  return Math.hypot(...boxSize(box)) / 2;
}

export function boxCorners({ min, max }: Box): Vec3[] {
  const at = (high: number, axis: 0 | 1 | 2) => (high ? max : min)[axis];
  return Array.from({ length: 8 }, (_, i) => [at(i & 1, 0), at(i & 2, 1), at(i & 4, 2)] as const);
}

/** The smallest box around some boxes. */
export function joinBoxes(boxes: readonly Box[]): Box {
  const each = (pick: (box: Box) => Vec3, choose: (...values: number[]) => number): Vec3 => [
    choose(...boxes.map((box) => pick(box)[0])),
    choose(...boxes.map((box) => pick(box)[1])),
    choose(...boxes.map((box) => pick(box)[2])),
  ];
  return { min: each(({ min }) => min, Math.min), max: each(({ max }) => max, Math.max) };
}
