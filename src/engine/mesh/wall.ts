/** A vertex of a wall: metres along its foot, height, and its number. */
export interface WallVertex {
  readonly at: number;
  readonly z: number;
  readonly vertex: number;
}

/** A vertex that stands out from the line between its neighbours by less (m²) is not cut off as an ear. */
const FLAT = 1e-7;

/**
 * Triangulates an upright wall over a straight foot: counter-clockwise for who sees the foot's start on the left.
 * @param top from the foot's end back to its start, at least two vertices, all above the foot
 */
export function wallTriangles(start: WallVertex, end: WallVertex, top: readonly WallVertex[]): number[] {
  const triangles: number[] = [];
  const rim = cutEars(top, triangles);
  const turn = lowest(rim);
  triangles.push(start.vertex, end.vertex, rim[turn]!.vertex);
  for (let i = 1; i < rim.length; i++) {
    const [right, left] = [rim[i - 1]!, rim[i]!];
    const foot = i <= turn ? end : start;
    triangles.push(foot.vertex, right.vertex, left.vertex);
  }
  return triangles;
}

/** Cuts off what rises over the line between its neighbours; what is left falls to a lowest vertex and rises again. */
function cutEars(top: readonly WallVertex[], triangles: number[]): WallVertex[] {
  const rim: WallVertex[] = [];
  for (const next of top) {
    while (rim.length >= 2 && risesOver(rim.at(-2)!, rim.at(-1)!, next)) {
      const ear = rim.pop()!;
      triangles.push(rim.at(-1)!.vertex, ear.vertex, next.vertex);
    }
    rim.push(next);
  }
  return rim;
}

/** Whether the middle of three vertices, from right to left, lies above the line between the others. */
function risesOver(right: WallVertex, middle: WallVertex, left: WallVertex): boolean {
  return (middle.at - right.at) * (left.z - right.z) - (middle.z - right.z) * (left.at - right.at) > FLAT;
}

function lowest(rim: readonly WallVertex[]): number {
  return rim.reduce((best, { z }, i) => (z < rim[best]!.z ? i : best), 0);
}
