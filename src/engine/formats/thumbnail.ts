import { encode } from 'fast-png';
import { type LayerMesh, SURFACES } from '../mesh/layer-mesh.ts';
import { type Extents, extentsOf } from './extents.ts';
import { surfaceColour } from './materials.ts';

/** Pixels of each side, and of the empty frame around the model. */
const SIDE = 256;
const MARGIN = 8;
/** Towards the light: from the north-west, as on maps. */
const LIGHT = [-0.48, 0.48, 0.73] as const;
/** How bright a surface is that turns away from the light. */
const SHADE = 0.45;

/** A small picture of some layers seen from above, north up, as a PNG with a transparent background. */
export function thumbnailPng(layers: readonly LayerMesh[]): Uint8Array {
  const data = new Uint8Array(SIDE * SIDE * 4);
  const extents = extentsOf(layers);
  if (extents) {
    const heights = new Float64Array(SIDE * SIDE).fill(-Infinity);
    const view = viewOf(extents);
    for (const mesh of layers) drawLayer(mesh, view, heights, data);
  }
  return encode({ width: SIDE, height: SIDE, channels: 4, data });
}

/** From local metres to pixels: `x · scale + left`, `top - y · scale`. */
interface View {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

function viewOf({ min, max }: Extents): View {
  const scale = (SIDE - 2 * MARGIN) / Math.max(max[0] - min[0], max[1] - min[1], 1e-9);
  return {
    scale,
    left: SIDE / 2 - ((min[0] + max[0]) / 2) * scale,
    top: SIDE / 2 + ((min[1] + max[1]) / 2) * scale,
  };
}

function drawLayer(mesh: LayerMesh, view: View, heights: Float64Array, data: Uint8Array): void {
  for (const body of mesh.bodies) {
    const colours = SURFACES.map((surface) => surfaceColour(surface, body));
    for (let i = body.firstTriangle; i < body.firstTriangle + body.triangleCount; i++) {
      const [a, b, c] = [0, 1, 2].map((corner) => pixel(mesh, i * 3 + corner, view)) as [Pixel, Pixel, Pixel];
      const light = lightOn(a, b, c, view);
      if (light === undefined) continue;
      const [red, green, blue] = colours[mesh.surfaces[i]!]!;
      fillTriangle(a, b, c, heights, (index) => {
        data[index * 4] = red * light;
        data[index * 4 + 1] = green * light;
        data[index * 4 + 2] = blue * light;
        data[index * 4 + 3] = 255;
      });
    }
  }
}

type Pixel = readonly [column: number, row: number, z: number];

function pixel({ positions, triangles }: LayerMesh, corner: number, { scale, left, top }: View): Pixel {
  const from = triangles[corner]! * 3;
  return [positions[from]! * scale + left, top - positions[from + 1]! * scale, positions[from + 2]!];
}

/** How bright a triangle is, 0 to 1; `undefined` where it does not face upwards. */
function lightOn(a: Pixel, b: Pixel, c: Pixel, { scale }: View): number | undefined {
  // Rows run downwards: y is turned back.
  const [ux, uy, uz] = [(b[0] - a[0]) / scale, (a[1] - b[1]) / scale, b[2] - a[2]];
  const [vx, vy, vz] = [(c[0] - a[0]) / scale, (a[1] - c[1]) / scale, c[2] - a[2]];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  if (z <= 0) return undefined;
  const along = (x * LIGHT[0] + y * LIGHT[1] + z * LIGHT[2]) / Math.hypot(x, y, z);
  return SHADE + (1 - SHADE) * Math.max(0, along);
}

/** Calls back for every pixel whose middle lies in the triangle, where it is the highest so far. */
function fillTriangle(a: Pixel, b: Pixel, c: Pixel, heights: Float64Array, paint: (index: number) => void): void {
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const firstRow = Math.max(0, Math.ceil(Math.min(a[1], b[1], c[1]) - 0.5));
  const lastRow = Math.min(SIDE - 1, Math.floor(Math.max(a[1], b[1], c[1]) - 0.5));
  const firstColumn = Math.max(0, Math.ceil(Math.min(a[0], b[0], c[0]) - 0.5));
  const lastColumn = Math.min(SIDE - 1, Math.floor(Math.max(a[0], b[0], c[0]) - 0.5));
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const [x, y] = [column + 0.5, row + 0.5];
      const ofB = ((x - a[0]) * (c[1] - a[1]) - (y - a[1]) * (c[0] - a[0])) / area;
      const ofC = ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / area;
      if (ofB < 0 || ofC < 0 || ofB + ofC > 1) continue;
      const z = a[2] + ofB * (b[2] - a[2]) + ofC * (c[2] - a[2]);
      const index = row * SIDE + column;
      if (z <= heights[index]!) continue;
      heights[index] = z;
      paint(index);
    }
  }
}
