import type { Grouping } from '../../contract/format-options.ts';
import { LAYERS } from '../../contract/layers.ts';
import type { Body, LayerMesh } from '../mesh/layer-mesh.ts';
import type { Attributes, BodyInfo } from './attributes.ts';
import type { Scene } from './format.ts';

/** Consecutive bodies of a layer that become one mesh. */
export interface ScenePart {
  readonly mesh: LayerMesh;
  /** First body and number of bodies. */
  readonly firstBody: number;
  readonly bodyCount: number;
  /** The body's id, or the layer's where it holds them all. */
  readonly id: string;
  readonly name?: string;
  /** What holds of this part alone, where it is one of several of its object. */
  readonly attributes: Attributes;
  /** Stands at the origin of its own coordinates; what places it also lifts it to the file's height 0. */
  readonly atOrigin?: true;
}

/** An object of a layer: a building with its parts, a road, or the whole layer. */
export interface SceneObject {
  readonly id: string;
  readonly name?: string;
  readonly attributes: Attributes;
  readonly tags: BodyInfo['tags'];
  readonly parts: readonly ScenePart[];
}

/** The bodies of a part. */
export function bodiesOf({ mesh, firstBody, bodyCount }: ScenePart): readonly Body[] {
  return mesh.bodies.slice(firstBody, firstBody + bodyCount);
}

/** The objects of a layer in the order of their bodies: one for each building or other object, or one for all. */
export function sceneObjects(
  mesh: LayerMesh,
  { attributesOf }: Pick<Scene, 'attributesOf'>,
  grouping: Grouping,
): SceneObject[] {
  if (mesh.bodies.length === 0) return [];
  if (grouping === 'layer') return [wholeLayer(mesh)];
  const objects: SceneObject[] = [];
  let parts: ScenePart[] = [];
  let info: BodyInfo | undefined;
  const finish = () => info && objects.push(toObject(info, parts));
  for (const [index, body] of mesh.bodies.entries()) {
    const next = attributesOf(mesh.layer, body.id);
    if (next.id !== info?.id) {
      finish();
      parts = [];
      info = next;
    }
    parts.push(toPart(mesh, index, body, next));
  }
  finish();
  return objects;
}

function wholeLayer(mesh: LayerMesh): SceneObject {
  const { layer, bodies } = mesh;
  const name = LAYERS[layer].label;
  const part = { mesh, firstBody: 0, bodyCount: bodies.length, id: layer, name, attributes: {} };
  return { id: layer, name, attributes: {}, tags: {}, parts: [part] };
}

function toPart(mesh: LayerMesh, index: number, { id, name }: Body, { part }: BodyInfo): ScenePart {
  return { mesh, firstBody: index, bodyCount: 1, id, ...(name !== undefined && { name }), attributes: part };
}

/** The attributes of the only part are those of its object. */
function toObject({ id, attributes, tags, ...info }: BodyInfo, parts: readonly ScenePart[]): SceneObject {
  const [first] = parts as [ScenePart, ...ScenePart[]];
  const name = info.name ?? first.name;
  return {
    id,
    ...(name !== undefined && { name }),
    attributes: parts.length === 1 ? { ...attributes, ...first.attributes } : attributes,
    tags,
    parts,
  };
}
