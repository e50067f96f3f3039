import { type Instances, type LayerMesh, type Prototype, TRANSFORM_LENGTH } from '../mesh/layer-mesh.ts';
import type { Placement } from './placement.ts';
import type { ScenePart } from './scene-parts.ts';

/** Translation, rotation (quaternion) and scale of a node, as glTF has them. */
export interface NodeTransform {
  readonly translation: readonly [number, number, number];
  readonly rotation: readonly [number, number, number, number];
  readonly scale: readonly [number, number, number];
}

/** A prototype as a part of its layer. */
export function prototypePart({ layer }: LayerMesh, prototype: Prototype, number: number): ScenePart {
  const id = `${layer}-${number + 1}`;
  const triangleCount = prototype.surfaces.length;
  const mesh: LayerMesh = { layer, ...prototype, bodies: [{ id, firstTriangle: 0, triangleCount }] };
  return { mesh, firstTriangle: 0, triangleCount, id, attributes: {}, atOrigin: true };
}

/** Where a body's prototype goes in a file whose y axis points up. */
export function nodeTransform({ transforms }: Instances, body: number, placement: Placement): NodeTransform {
  const [x, y, z, across, upwards, turn] = transforms.subarray(
    body * TRANSFORM_LENGTH,
    (body + 1) * TRANSFORM_LENGTH,
  ) as unknown as number[];
  const local = [x!, y!, z!];
  const at = (i: 0 | 1 | 2) => Math.fround(local[placement.axes[i]]! * placement.factors[i] + placement.offsets[i]) + 0;
  return {
    translation: [at(0), at(1), at(2)],
    rotation: [0, Math.sin(turn! / 2), 0, Math.cos(turn! / 2)],
    scale: [across!, upwards!, across!],
  };
}
