import type { Grouping } from '../../contract/format-options.ts';
import { LAYERS } from '../../contract/layers.ts';
import type { Body, LayerMesh } from '../mesh/layer-mesh.ts';
import type { Attributes, BodyInfo } from './attributes.ts';
import type { Scene } from './format.ts';

/** The most triangles of one mesh: what is made of a part at once stays small. A larger body becomes several meshes. */
const MAX_TRIANGLES = 250_000;

/** A range of a layer's triangles that becomes one mesh: a body, a piece of a large one, or many bodies. */
export interface ScenePart {
  readonly mesh: LayerMesh;
  readonly firstTriangle: number;
  readonly triangleCount: number;
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

/** The bodies of a part, as far as they belong to it. */
export function bodiesOf({ mesh, firstTriangle, triangleCount }: ScenePart): Body[] {
  const end = firstTriangle + triangleCount;
  const bodies: Body[] = [];
  for (let i = bodyAt(mesh, firstTriangle); i < mesh.bodies.length; i++) {
    const body = mesh.bodies[i]!;
    if (body.firstTriangle >= end) break;
    const first = Math.max(body.firstTriangle, firstTriangle);
    const last = Math.min(body.firstTriangle + body.triangleCount, end);
    if (last - first === body.triangleCount) bodies.push(body);
    else if (last > first) bodies.push({ ...body, firstTriangle: first, triangleCount: last - first });
  }
  return bodies;
}

/** The number of the last body that begins at or before a triangle, by bisection. */
function bodyAt({ bodies }: LayerMesh, triangle: number): number {
  let low = 0;
  let high = bodies.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bodies[middle]!.firstTriangle <= triangle) low = middle;
    else high = middle - 1;
  }
  return low;
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
  for (const body of mesh.bodies) {
    const next = attributesOf(mesh.layer, body.id);
    if (next.id !== info?.id) {
      finish();
      parts = [];
      info = next;
    }
    parts.push(...toParts(mesh, body, body.name, next.part));
  }
  finish();
  return objects;
}

function wholeLayer(mesh: LayerMesh): SceneObject {
  const { layer, surfaces } = mesh;
  const name = LAYERS[layer].label;
  const all = { id: layer, firstTriangle: 0, triangleCount: surfaces.length };
  return { id: layer, name, attributes: {}, tags: {}, parts: toParts(mesh, all, name, {}) };
}

function toParts(
  mesh: LayerMesh,
  { id, firstTriangle, triangleCount }: Body,
  name: string | undefined,
  attributes: Attributes,
): ScenePart[] {
  const parts: ScenePart[] = [];
  for (let done = 0; done < triangleCount; done += MAX_TRIANGLES) {
    const count = Math.min(MAX_TRIANGLES, triangleCount - done);
    const range = { mesh, firstTriangle: firstTriangle + done, triangleCount: count, id, attributes };
    parts.push(name === undefined ? range : { ...range, name });
  }
  return parts;
}

/** The attributes of the only part are those of its object. */
function toObject(info: BodyInfo, parts: readonly ScenePart[]): SceneObject {
  const [first] = parts as [ScenePart, ...ScenePart[]];
  const { id, tags } = info;
  const name = info.name ?? first.name;
  const attributes = parts.length === 1 ? { ...info.attributes, ...first.attributes } : info.attributes;
  return name === undefined ? { id, attributes, tags, parts } : { id, name, attributes, tags, parts };
}
