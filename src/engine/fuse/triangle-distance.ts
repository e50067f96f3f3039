import type { Corners } from './triangles-meet.ts';

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
  const [nx, ny, nz] = [normal[0]!, normal[1]!, normal[2]!];
  const [x, y, z] = [p[q * 3]! - high * nx, p[q * 3 + 1]! - high * ny, p[q * 3 + 2]! - high * nz];
  for (let i = 0; i < 3; i++) {
    const [a, b] = [t[i]! * 3, t[(i + 1) % 3]! * 3];
    const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
    const [vx, vy, vz] = [x - p[a]!, y - p[a + 1]!, z - p[a + 2]!];
    if ((uy * vz - uz * vy) * nx + (uz * vx - ux * vz) * ny + (ux * vy - uy * vx) * nz < 0) return Infinity;
  }
  return high * high;
}

/** The square of the distance of two segments, by the method of Lumelsky (1985): clamp one, then the other. */
function sideDistance(p: Float64Array, a: number, b: number, c: number, d: number): number {
  const [ax, ay, az] = [p[a * 3]!, p[a * 3 + 1]!, p[a * 3 + 2]!];
  const [cx, cy, cz] = [p[c * 3]!, p[c * 3 + 1]!, p[c * 3 + 2]!];
  const [ux, uy, uz] = [p[b * 3]! - ax, p[b * 3 + 1]! - ay, p[b * 3 + 2]! - az];
  const [vx, vy, vz] = [p[d * 3]! - cx, p[d * 3 + 1]! - cy, p[d * 3 + 2]! - cz];
  const [wx, wy, wz] = [cx - ax, cy - ay, cz - az];
  const uu = ux * ux + uy * uy + uz * uz;
  const vv = vx * vx + vy * vy + vz * vz;
  const uv = ux * vx + uy * vy + uz * vz;
  const uw = ux * wx + uy * wy + uz * wz;
  const vw = vx * wx + vy * wy + vz * wz;
  const determinant = uu * vv - uv * uv;
  const first = determinant > 0 ? clamp((uw * vv - uv * vw) / determinant) : 0;
  const t = vv > 0 ? clamp((uv * first - vw) / vv) : 0;
  const s = uu > 0 ? clamp((uv * t + uw) / uu) : 0;
  return (wx + t * vx - s * ux) ** 2 + (wy + t * vy - s * uy) ** 2 + (wz + t * vz - s * uz) ** 2;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
