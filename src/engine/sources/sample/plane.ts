/** A position or direction in metres in the frame of a {@link Row}: x east, y north. */
export type Vec = readonly [x: number, y: number];

/** Corners of a simple polygon, without the closing repeat. */
export type Corners = readonly Vec[];

export function along([ax, ay]: Vec, [bx, by]: Vec, t: number): Vec {
  return [ax + (bx - ax) * t, ay + (by - ay) * t];
}

export function shifted([x, y]: Vec, dx: number, dy: number): Vec {
  return [x + dx, y + dy];
}

export function distance([ax, ay]: Vec, [bx, by]: Vec): number {
  return Math.hypot(bx - ax, by - ay);
}

export function direction(a: Vec, b: Vec): Vec {
  const length = distance(a, b);
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

export function cross([ax, ay]: Vec, [bx, by]: Vec): number {
  return ax * by - ay * bx;
}

export function dot([ax, ay]: Vec, [bx, by]: Vec): number {
  return ax * bx + ay * by;
}

/** Signed area in m²: positive where the corners run counter-clockwise. */
export function area(corners: Corners): number {
  let twice = 0;
  for (let i = 0; i < corners.length; i++) twice += cross(corners[i]!, corners[(i + 1) % corners.length]!);
  return twice / 2;
}

/** Mean of the corners. */
export function middle(corners: Corners): Vec {
  let x = 0;
  let y = 0;
  for (const corner of corners) {
    x += corner[0];
    y += corner[1];
  }
  return [x / corners.length, y / corners.length];
}

/** A regular polygon that stands for a circle. */
export function circle([x, y]: Vec, radius: number, sides: number): Vec[] {
  return Array.from({ length: sides }, (_, i): Vec => {
    const angle = (i / sides) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}
