import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { Placement } from './placement.ts';
import type { ScenePart } from './scene-parts.ts';

/** A shape that bodies repeat, around an origin at its foot; as in {@link LayerMesh}. */
export type Prototype = Pick<LayerMesh, 'positions' | 'triangles' | 'surfaces'>;

/** How the bodies of a layer repeat a few shapes. The layer's own triangles hold them too, for formats without instances. */
export interface Instances {
  readonly prototypes: readonly Prototype[];
  /** The prototype of each body, in the order of the layer's bodies. */
  readonly prototypeOf: ArrayLike<number>;
  /**
   * Six numbers per body: `x, y, z` in local metres, the horizontal and the vertical scale, and the turn about z in radians
   * (counter-clockwise seen from above).
   */
  readonly transforms: Float64Array;
}

/** A layer's instances, where its mesh describes any. */
export function instancesOf(mesh: LayerMesh & { readonly instances?: Instances }): Instances | undefined {
  return mesh.instances;
}

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
  const [x, y, z, across, upwards, turn] = transforms.subarray(body * 6, body * 6 + 6) as unknown as number[];
  const local = [x!, y!, z!];
  const at = (i: 0 | 1 | 2) => Math.fround(local[placement.axes[i]]! * placement.factors[i] + placement.offsets[i]) + 0;
  return {
    translation: [at(0), at(1), at(2)],
    rotation: [0, Math.sin(turn! / 2), 0, Math.cos(turn! / 2)],
    scale: [across!, upwards!, across!],
  };
}
