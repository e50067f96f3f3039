type Corners = readonly [number, number, number];

/** Whether two triangles come nearer than a distance, where they do not cross. */
export function comeNear(p: Float64Array, s: Corners, t: Corners, distance: number): boolean {
  if (liesBeside(p, s, t, distance) || liesBeside(p, t, s, distance)) return false;
  const limit = distance * distance;
  for (let i = 0; i < 3; i++) {
    if (cornerDistance(p, t[i]!, s) < limit || cornerDistance(p, s[i]!, t) < limit) return true;
    for (let j = 0; j < 3; j++) {
      if (sideDistance(p, s[i]!, s[(i + 1) % 3]!, t[j]!, t[(j + 1) % 3]!) < limit) return true;
    }
  }
  return false;
}

const normal = new Float64Array(3);

/** Puts a triangle's unit normal into `normal`; false where it has no area to speak of. */
function setNormal(p: Float64Array, [a, b, c]: Corners): boolean {
  const ux = p[b * 3]! - p[a * 3]!;
  const uy = p[b * 3 + 1]! - p[a * 3 + 1]!;
  const uz = p[b * 3 + 2]! - p[a * 3 + 2]!;
  const vx = p[c * 3]! - p[a * 3]!;
  const vy = p[c * 3 + 1]! - p[a * 3 + 1]!;
  const vz = p[c * 3 + 2]! - p[a * 3 + 2]!;
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  const length = Math.sqrt(x * x + y * y + z * z);
  if (length === 0) return false;
  normal[0] = x / length;
  normal[1] = y / length;
  normal[2] = z / length;
  return true;
}

function height(p: Float64Array, from: number, to: number): number {
  return (
    (p[to * 3]! - p[from * 3]!) * normal[0]! +
    (p[to * 3 + 1]! - p[from * 3 + 1]!) * normal[1]! +
    (p[to * 3 + 2]! - p[from * 3 + 2]!) * normal[2]!
  );
}

/** Whether all of a triangle lies farther than a distance on one side of the other's plane. */
function liesBeside(p: Float64Array, s: Corners, t: Corners, distance: number): boolean {
  if (!setNormal(p, s)) return false;
  const [a, b, c] = [height(p, s[0], t[0]), height(p, s[0], t[1]), height(p, s[0], t[2])];
  return Math.min(a, b, c) > distance || Math.max(a, b, c) < -distance;
}

/** The square of a corner's distance to the inside of a triangle; infinite where its foot lies outside. */
function cornerDistance(p: Float64Array, q: number, t: Corners): number {
  if (!setNormal(p, t)) return Infinity;
  const high = height(p, t[0], q);
  const foot = [0, 1, 2].map((axis) => p[q * 3 + axis]! - high * normal[axis]!) as [number, number, number];
  for (let i = 0; i < 3; i++) {
    const [a, b] = [t[i]!, t[(i + 1) % 3]!];
    const ux = p[b * 3]! - p[a * 3]!;
    const uy = p[b * 3 + 1]! - p[a * 3 + 1]!;
    const uz = p[b * 3 + 2]! - p[a * 3 + 2]!;
    const vx = foot[0] - p[a * 3]!;
    const vy = foot[1] - p[a * 3 + 1]!;
    const vz = foot[2] - p[a * 3 + 2]!;
    const turn =
      (uy * vz - uz * vy) * normal[0]! + (uz * vx - ux * vz) * normal[1]! + (ux * vy - uy * vx) * normal[2]!;
    if (turn < 0) return Infinity;
  }
  return high * high;
}

/** The square of the distance of two segments, by the method of Lumelsky (1985): clamp one, then the other. */
function sideDistance(p: Float64Array, a: number, b: number, c: number, d: number): number {
  const dot = (i: number, j: number, k: number, l: number) =>
    (p[j * 3]! - p[i * 3]!) * (p[l * 3]! - p[k * 3]!) +
    (p[j * 3 + 1]! - p[i * 3 + 1]!) * (p[l * 3 + 1]! - p[k * 3 + 1]!) +
    (p[j * 3 + 2]! - p[i * 3 + 2]!) * (p[l * 3 + 2]! - p[k * 3 + 2]!);
  const uu = dot(a, b, a, b);
  const vv = dot(c, d, c, d);
  const uv = dot(a, b, c, d);
  const uw = dot(a, b, a, c);
  const vw = dot(c, d, a, c);
  const determinant = uu * vv - uv * uv;
  let s = determinant > 0 ? clamp((uw * vv - uv * vw) / determinant) : 0;
  const t = vv > 0 ? clamp((uv * s - vw) / vv) : 0;
  s = uu > 0 ? clamp((uv * t + uw) / uu) : 0;
  let sum = 0;
  for (let axis = 0; axis < 3; axis++) {
    const first = p[a * 3 + axis]! + s * (p[b * 3 + axis]! - p[a * 3 + axis]!);
    const second = p[c * 3 + axis]! + t * (p[d * 3 + axis]! - p[c * 3 + axis]!);
    sum += (first - second) ** 2;
  }
  return sum;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
