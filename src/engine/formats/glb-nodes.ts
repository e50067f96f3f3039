import { LAYERS } from '../../contract/layers.ts';
import type { Instances, LayerMesh } from '../mesh/layer-mesh.ts';
import type { Attributes, BodyInfo } from './attributes.ts';
import type { Scene } from './format.ts';
import { type NodeTransform, nodeTransform, prototypePart } from './instances.ts';
import { type SceneObject, type ScenePart, sceneObjects } from './scene-parts.ts';

/** A node of the tree. */
export interface GlbNode {
  readonly name: string;
  readonly extras?: Readonly<Record<string, unknown>>;
  /** Its mesh. Several nodes may share one part. */
  readonly part?: ScenePart;
  readonly transform?: NodeTransform;
  /** Where its mesh is repeated (EXT_mesh_gpu_instancing). */
  readonly instances?: readonly NodeTransform[];
  readonly children: readonly GlbNode[];
}

/** The nodes below the root: one for each layer, with its objects. */
export function glbNodes(scene: Scene): GlbNode[] {
  return scene.layers.map((mesh) => {
    const { instances } = mesh;
    if (instances) return instancedLayer(mesh, instances, scene);
    const name = LAYERS[mesh.layer].label;
    const extras = { layer: mesh.layer };
    if (scene.settings.group_by === 'building') {
      return { name, extras, children: sceneObjects(mesh, scene, 'building').map(objectNode) };
    }
    const [layer] = sceneObjects(mesh, scene, 'layer').map(objectNode);
    return { ...layer, name, extras, children: layer?.children ?? [] };
  });
}

/** The distinct parts in the order of a node and what is below it. */
export function nodeParts(node: GlbNode): ScenePart[] {
  const parts = new Set<ScenePart>();
  const visit = ({ part, children }: GlbNode) => {
    if (part) parts.add(part);
    for (const child of children) visit(child);
  };
  visit(node);
  return [...parts];
}

function objectNode({ id, name, attributes, tags, parts }: SceneObject): GlbNode {
  const extras = objectExtras({ id, attributes, tags });
  const [first, ...others] = parts;
  if (others.length === 0) return { name: name ?? id, extras, part: first!, children: [] };
  return {
    name: name ?? id,
    extras,
    children: parts.map((part) => ({ name: part.id, extras: part.attributes, part, children: [] })),
  };
}

function objectExtras({ id, attributes, tags }: Pick<BodyInfo, 'id' | 'attributes' | 'tags'>) {
  return { id, ...attributes, ...(Object.keys(tags).length > 0 && { tags }) };
}

/** A layer whose bodies repeat prototypes: by the extension, or a node for each that shares its mesh. */
function instancedLayer(mesh: LayerMesh, instances: Instances, scene: Scene): GlbNode {
  const { settings, placement, attributesOf } = scene;
  // A prototype stands at its own origin; its node carries what lifts the model.
  const parts = instances.prototypes.map((prototype, number) => prototypePart(mesh, prototype, number));
  const info = (body: number): { name?: string; extras: Attributes | object } => {
    const { name, ...known } = attributesOf(mesh.layer, mesh.bodies[body]!.id);
    return {
      ...(name !== undefined && { name }),
      extras: objectExtras({ ...known, attributes: { ...known.attributes, ...known.part } }),
    };
  };
  const bodies = [...mesh.bodies.keys()];
  const children = settings.instancing
    ? parts.flatMap((part, prototype) => {
        const own = bodies.filter((body) => instances.prototypeOf[body] === prototype);
        if (own.length === 0) return [];
        return {
          name: part.id,
          part,
          extras: { ids: own.map((body) => mesh.bodies[body]!.id) },
          instances: own.map((body) => nodeTransform(instances, body, placement)),
          children: [],
        };
      })
    : bodies.map((body) => {
        const { name, extras } = info(body);
        return {
          name: name ?? mesh.bodies[body]!.id,
          extras: extras as Record<string, unknown>,
          part: parts[instances.prototypeOf[body]!]!,
          transform: nodeTransform(instances, body, placement),
          children: [],
        };
      });
  return { name: LAYERS[mesh.layer].label, extras: { layer: mesh.layer }, children };
}
