import { meshoptView } from './glb-meshopt.ts';
import type { PartGeometries, PartGeometry } from './part-geometry.ts';
import type { Placement } from './placement.ts';
import type { ScenePart } from './scene-parts.ts';

/** What a buffer view holds. */
export type ViewKind = 'position' | 'normal' | 'index16' | 'index32';

/** One buffer view of a batch. */
export interface View {
  readonly kind: ViewKind;
  /** Bytes of one element. */
  readonly stride: number;
  /** Elements: vertices or indices. */
  readonly count: number;
  /** The bytes as they are in the file, padded to a multiple of four. */
  readonly bytes: Uint8Array;
  /** How the bytes are compressed, where they are. */
  readonly compression?: {
    readonly mode: 'ATTRIBUTES' | 'TRIANGLES';
    readonly filter?: string;
    readonly byteLength: number;
  };
}

/** What the accessors of a part say. */
export interface PartRange {
  readonly part: ScenePart;
  readonly firstVertex: number;
  readonly vertexCount: number;
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly index: 'index16' | 'index32';
  readonly firstIndex: number;
  /** Names of the materials, and indices of each. */
  readonly primitives: readonly { readonly material: string; readonly count: number }[];
}

/** Some parts that share their buffer views. */
export interface Batch {
  readonly views: readonly View[];
  readonly parts: readonly PartRange[];
}

/** A batch without its bytes, as the document describes it. */
export interface BatchPlan {
  readonly views: readonly ViewPlan[];
  readonly parts: readonly PartRange[];
}
export type ViewPlan = Omit<View, 'bytes'> & { readonly byteLength: number };

/** Vertices that 16-bit indices can tell; the last number restarts strips. */
const NARROW = 65_535;

/** What batches are made with. */
export interface BatchInput {
  readonly geometries: PartGeometries;
  readonly placement: Placement;
  readonly meshopt: boolean;
}

/** Encodes some parts, the same each time. */
export function encodeBatch(parts: readonly ScenePart[], input: BatchInput): Batch {
  const geometries = parts.map((part) => input.geometries.of(part));
  const positions = placedPositions(parts, geometries, input.placement);
  const normals = placedNormals(geometries, input.placement);
  const narrow = joinIndices(geometries.filter(isNarrow), Uint16Array);
  const wide = joinIndices(
    geometries.filter((geometry) => !isNarrow(geometry)),
    Uint32Array,
  );
  const encode = input.meshopt ? meshoptView : plainView;
  const encoded = encode('position', positions, positions.length / 3);
  const views = [
    encoded,
    ...(normals ? [encode('normal', normals, normals.length / 3)] : []),
    ...(narrow.length > 0 ? [encode('index16', narrow, narrow.length)] : []),
    ...(wide.length > 0 ? [encode('index32', wide, wide.length)] : []),
  ];
  return { views, parts: ranges(parts, geometries, encoded.decoded ?? positions) };
}

/** A view, with what a reader will see in it where that differs from what was given. */
export type EncodedView = View & { readonly decoded?: Float32Array };

/** The elements of each kind as they are. */
function plainView(kind: ViewKind, values: Float32Array | Uint16Array | Uint32Array, count: number): EncodedView {
  const bytes = new Uint8Array(Math.ceil(values.byteLength / 4) * 4);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return { kind, stride: values.byteLength / count, count, bytes };
}

function isNarrow({ vertices }: PartGeometry): boolean {
  return vertices.length <= NARROW;
}

function placedPositions(
  parts: readonly ScenePart[],
  geometries: readonly PartGeometry[],
  { axes: [, second, third], factors: [fx, fy, fz], offsets: [ox, oy, oz] }: Placement,
): Float32Array {
  const placed = new Float32Array(3 * sum(geometries.map(({ vertices }) => vertices.length)));
  let at = 0;
  for (const [index, { vertices }] of geometries.entries()) {
    const { mesh, atOrigin } = parts[index]!;
    const [dx, dy, dz] = atOrigin ? [0, 0, 0] : [ox, oy, oz];
    for (const vertex of vertices) {
      // Adding zero turns -0 into 0.
      placed[at++] = mesh.positions[vertex * 3]! * fx + dx + 0;
      placed[at++] = mesh.positions[vertex * 3 + second]! * fy + dy + 0;
      placed[at++] = mesh.positions[vertex * 3 + third]! * fz + dz + 0;
    }
  }
  return placed;
}

function placedNormals(
  geometries: readonly PartGeometry[],
  { axes: [, second, third], factors }: Placement,
): Float32Array | undefined {
  if (!geometries[0]?.normals) return undefined;
  const [sx, sy, sz] = factors.map(Math.sign) as [number, number, number];
  const placed = new Float32Array(sum(geometries.map(({ normals }) => normals!.length)));
  let at = 0;
  for (const { normals } of geometries) {
    for (let i = 0; i < normals!.length; i += 3) {
      placed[at++] = normals![i]! * sx + 0;
      placed[at++] = normals![i + second]! * sy + 0;
      placed[at++] = normals![i + third]! * sz + 0;
    }
  }
  return placed;
}

function joinIndices<T extends Uint16Array | Uint32Array>(
  geometries: readonly PartGeometry[],
  Type: new (length: number) => T,
): T {
  const joined = new Type(sum(geometries.map(({ triangles }) => triangles.length)));
  let at = 0;
  for (const { triangles } of geometries) {
    joined.set(triangles, at);
    at += triangles.length;
  }
  return joined;
}

function ranges(
  parts: readonly ScenePart[],
  geometries: readonly PartGeometry[],
  positions: Float32Array,
): PartRange[] {
  let firstVertex = 0;
  const firstIndex = { index16: 0, index32: 0 };
  return geometries.map((geometry, number) => {
    const { vertices, triangles, materials, starts } = geometry;
    const index = isNarrow(geometry) ? 'index16' : 'index32';
    const range: PartRange = {
      part: parts[number]!,
      firstVertex,
      vertexCount: vertices.length,
      ...bounds(positions, firstVertex, vertices.length),
      index,
      firstIndex: firstIndex[index],
      primitives: materials.map(({ name }, i) => ({ material: name, count: (starts[i + 1]! - starts[i]!) * 3 })),
    };
    firstVertex += vertices.length;
    firstIndex[index] += triangles.length;
    return range;
  });
}

/** The exact bounds of some vertices, as accessors must tell them. */
function bounds(positions: Float32Array, first: number, count: number): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let i = first * 3; i < (first + count) * 3; i += 3) {
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[i + axis]!;
      if (value < min[axis]!) min[axis] = value;
      if (value > max[axis]!) max[axis] = value;
    }
  }
  return { min, max };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
