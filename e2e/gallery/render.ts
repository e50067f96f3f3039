import { encode } from 'fast-png';
import type { Rgb } from '../../src/engine/city/city.ts';
import { surfaceColour } from '../../src/engine/formats/materials.ts';
import { type LayerMesh, SURFACES } from '../../src/engine/mesh/layer-mesh.ts';

/** From where a scene is looked at: degrees clockwise from north that the view faces, and down from level. */
export interface View {
  readonly facing: number;
  readonly down: number;
  /** Width and height of the picture in pixels. */
  readonly size: readonly [width: number, height: number];
  /** Share of the scene's width that the picture shows, around its middle. Default: all. */
  readonly zoom?: number;
}

/** Each pixel is the mean of so many squared. */
const SAMPLES = 2;
const BACKGROUND: Rgb = [244, 245, 246];
/** Where the light comes from, as a unit vector: south-west, high. */
const LIGHT = [-0.45, -0.55, 0.7] as const;
const AMBIENT = 0.5;

/** A parallel projection of meshes with flat shading, hidden by depth; a PNG. */
export function renderPng(layers: readonly LayerMesh[], view: View): Uint8Array {
  const [width, height] = view.size.map((pixels) => pixels * SAMPLES) as [number, number];
  const canvas = new Canvas(width, height);
  const project = projection(layers, view, width, height);
  for (const layer of layers) {
    for (const body of layer.bodies) {
      for (let t = body.firstTriangle; t < body.firstTriangle + body.triangleCount; t++) {
        const corners = [0, 1, 2].map((k) => {
          const at = 3 * layer.triangles[3 * t + k]!;
          return [layer.positions[at]!, layer.positions[at + 1]!, layer.positions[at + 2]!] as const;
        });
        const colour = shaded(surfaceColour(SURFACES[layer.surfaces[t]!]!, body), corners);
        canvas.triangle(corners.map(project), colour);
      }
    }
  }
  return encode({ width: view.size[0], height: view.size[1], data: canvas.reduced(SAMPLES), channels: 3 });
}

type Point = readonly [x: number, y: number, z: number];

function shaded(colour: Rgb, [a, b, c]: readonly Point[]): Rgb {
  const u = [0, 1, 2].map((i) => b![i]! - a![i]!);
  const v = [0, 1, 2].map((i) => c![i]! - a![i]!);
  const normal = [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
  const length = Math.hypot(...normal) || 1;
  const light = Math.max(
    0,
    normal.reduce((sum, value, i) => sum + (value / length) * LIGHT[i]!, 0),
  );
  const scale = AMBIENT + (1 - AMBIENT) * light;
  return colour.map((value) => Math.min(255, value * scale * 1.12)) as unknown as Rgb;
}

/** Pixels right and down, and depth away from the viewer. */
function projection(layers: readonly LayerMesh[], view: View, width: number, height: number): (point: Point) => Point {
  const [turn, tilt] = [(view.facing * Math.PI) / 180, (view.down * Math.PI) / 180];
  const look = ([x, y, z]: Point): Point => {
    const right = x * Math.cos(turn) - y * Math.sin(turn);
    const ahead = x * Math.sin(turn) + y * Math.cos(turn);
    return [right, -(ahead * Math.sin(tilt) + z * Math.cos(tilt)), ahead * Math.cos(tilt) - z * Math.sin(tilt)];
  };
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { positions } of layers) {
    for (let i = 0; i < positions.length; i += 3) {
      const [x, y] = look([positions[i]!, positions[i + 1]!, positions[i + 2]!]);
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  const scale = (0.96 / (view.zoom ?? 1)) * Math.min(width / (right - left), height / (bottom - top));
  return (point) => {
    const [x, y, depth] = look(point);
    return [width / 2 + (x - (left + right) / 2) * scale, height / 2 + (y - (top + bottom) / 2) * scale, depth];
  };
}

/** Colours with depth. */
class Canvas {
  readonly #width: number;
  readonly #height: number;
  readonly #depth: Float32Array;
  readonly #pixels: Uint8Array;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#depth = new Float32Array(width * height).fill(Infinity);
    this.#pixels = new Uint8Array(3 * width * height);
    for (let i = 0; i < this.#pixels.length; i++) this.#pixels[i] = BACKGROUND[i % 3]!;
  }

  triangle([a, b, c]: readonly Point[], colour: Rgb): void {
    const [ax, ay, az] = a!;
    const [bx, by, bz] = b!;
    const [cx, cy, cz] = c!;
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (area === 0) return;
    const [west, east] = [
      Math.max(0, Math.ceil(Math.min(ax, bx, cx))),
      Math.min(this.#width - 1, Math.max(ax, bx, cx)),
    ];
    const [north, south] = [
      Math.max(0, Math.ceil(Math.min(ay, by, cy))),
      Math.min(this.#height - 1, Math.max(ay, by, cy)),
    ];
    for (let y = north; y <= south; y++) {
      for (let x = west; x <= east; x++) {
        const shareB = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area;
        const shareC = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area;
        if (shareB < 0 || shareC < 0 || shareB + shareC > 1) continue;
        const depth = az + shareB * (bz - az) + shareC * (cz - az);
        const pixel = y * this.#width + x;
        if (depth >= this.#depth[pixel]!) continue;
        this.#depth[pixel] = depth;
        this.#pixels.set(colour, 3 * pixel);
      }
    }
  }

  /** The picture, smaller by a factor. */
  reduced(factor: number): Uint8Array {
    const [width, height] = [this.#width / factor, this.#height / factor];
    const reduced = new Uint8Array(3 * width * height);
    for (let i = 0; i < reduced.length; i++) {
      const [channel, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
      let sum = 0;
      for (let dy = 0; dy < factor; dy++) {
        for (let dx = 0; dx < factor; dx++) {
          sum += this.#pixels[3 * ((y * factor + dy) * this.#width + x * factor + dx) + channel]!;
        }
      }
      reduced[i] = sum / (factor * factor);
    }
    return reduced;
  }
}
