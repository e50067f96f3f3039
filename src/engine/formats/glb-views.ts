import type { ColouredGeometry } from './coloured-geometry.ts';
import { meshoptView } from './glb-meshopt.ts';
import type { Material } from './material-groups.ts';
import type { PartGeometries } from './part-geometry.ts';
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

/**
 * One material's triangles of a part, with vertices of their own: readers that copy a whole accessor for each primitive
 * would otherwise multiply them, or take primitives with equal vertices for the same.
 */
export interface PrimitiveRange {
  readonly material: Material;
  readonly firstVertex: number;
  readonly vertexCount: number;
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly index: 'index16' | 'index32';
  readonly firstIndex: number;
  readonly indexCount: number;
}

/** What the accessors of a part say. */
export interface PartRange {
  readonly part: ScenePart;
  readonly primitives: readonly PrimitiveRange[];
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
  const geometries = parts.map((part) => input.geometries.coloured(part));
  const positions = placedPositions(parts, geometries, input.placement);
  const normals = placedNormals(geometries, input.placement);
  const narrow = new Uint16Array(indexCount(geometries, 'index16'));
  const wide = new Uint32Array(indexCount(geometries, 'index32'));
  const ranges = primitiveRanges(parts, geometries, { index16: narrow, index32: wide });
  const encode = input.meshopt ? meshoptView : plainView;
  const encoded = encode('position', positions, positions.length / 3);
  const views = [
    encoded,
    ...(normals ? [encode('normal', normals, normals.length / 3)] : []),
    ...(narrow.length > 0 ? [encode('index16', narrow, narrow.length)] : []),
    ...(wide.length > 0 ? [encode('index32', wide, wide.length)] : []),
  ];
  return { views, parts: withBounds(ranges, encoded.decoded ?? positions) };
}

/** A view, with what a reader will see in it where that differs from what was given. */
export type EncodedView = View & { readonly decoded?: Float32Array };

/** The elements of each kind as they are. */
function plainView(kind: ViewKind, values: Float32Array | Uint16Array | Uint32Array, count: number): EncodedView {
  const own = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const padding = -own.length & 3;
  const bytes = padding === 0 ? own : new Uint8Array(own.length + padding);
  if (padding > 0) bytes.set(own);
  return { kind, stride: values.byteLength / count, count, bytes };
}

function indexKind({ firstVertices }: ColouredGeometry, material: number): 'index16' | 'index32' {
  return firstVertices[material + 1]! - firstVertices[material]! <= NARROW ? 'index16' : 'index32';
}

function indexCount(geometries: readonly ColouredGeometry[], kind: 'index16' | 'index32'): number {
  let count = 0;
  for (const geometry of geometries) {
    for (const material of geometry.materials.keys()) {
      if (indexKind(geometry, material) !== kind) continue;
      count += (geometry.starts[material + 1]! - geometry.starts[material]!) * 3;
    }
  }
  return count;
}

function placedPositions(
  parts: readonly ScenePart[],
  geometries: readonly ColouredGeometry[],
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
  geometries: readonly ColouredGeometry[],
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

/** A range whose bounds are not known yet. */
type UnboundedPart = Omit<PartRange, 'primitives'> & {
  readonly primitives: readonly Omit<PrimitiveRange, 'min' | 'max'>[];
};

/** Lays out the primitives of all parts, and fills in their indices, each counted from its first vertex. */
function primitiveRanges(
  parts: readonly ScenePart[],
  geometries: readonly ColouredGeometry[],
  indices: { readonly index16: Uint16Array; readonly index32: Uint32Array },
): UnboundedPart[] {
  let partVertex = 0;
  const next = { index16: 0, index32: 0 };
  return geometries.map((geometry, part) => {
    const { vertices, triangles, materials, starts, firstVertices } = geometry;
    const primitives = materials.map((material, number) => {
      const index = indexKind(geometry, number);
      const firstIndex = next[index];
      const first = firstVertices[number]!;
      const corners = triangles.subarray(starts[number]! * 3, starts[number + 1]! * 3);
      putFrom(indices[index], firstIndex, corners, first);
      next[index] += corners.length;
      const vertexCount = firstVertices[number + 1]! - first;
      const indexCount = corners.length;
      return { material, firstVertex: partVertex + first, vertexCount, index, firstIndex, indexCount };
    });
    partVertex += vertices.length;
    return { part: parts[part]!, primitives };
  });
}

/** Puts numbers at a place of a list, less the first of them all. */
function putFrom(list: Uint16Array | Uint32Array, at: number, numbers: Uint32Array, first: number): void {
  for (let i = 0; i < numbers.length; i++) list[at + i] = numbers[i]! - first;
}

function withBounds(ranges: readonly UnboundedPart[], positions: Float32Array): PartRange[] {
  return ranges.map(({ part, primitives }) => ({
    part,
    primitives: primitives.map((primitive) => ({
      ...primitive,
      ...bounds(positions, primitive.firstVertex, primitive.vertexCount),
    })),
  }));
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
