import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Scene } from './format.ts';
import type { GlbNode } from './glb-nodes.ts';
import type { BatchPlan, PartRange, ViewKind, ViewPlan } from './glb-views.ts';
import { linearColour, roughness } from './material-colours.ts';
import type { Material } from './material-groups.ts';
import { placementText } from './placement.ts';
import { oneLine } from './plain-text.ts';
import type { ScenePart } from './scene-parts.ts';

const [UNSIGNED_SHORT, UNSIGNED_INT, FLOAT, BYTE] = [5123, 5125, 5126, 5120];
const [ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER] = [34962, 34963];
const MESHOPT = 'EXT_meshopt_compression';
const INSTANCING = 'EXT_mesh_gpu_instancing';
/** Normals of four signed bytes. */
const QUANTIZATION = 'KHR_mesh_quantization';

/** A view of the places, turns and sizes of a node's instances: floats as they are. */
export interface InstanceView {
  readonly type: 'VEC3' | 'VEC4';
  readonly values: Float32Array;
}

/** The JSON of a GLB in pieces: for each node, mesh and accessor one, so that it never lies in memory as a whole. */
export function* gltfText(
  scene: Scene,
  nodes: readonly GlbNode[],
  batches: readonly BatchPlan[],
  instanceViews: readonly InstanceView[],
): Generator<string> {
  const ranges = batches.flatMap(({ parts }) => parts);
  const hasNormals = batches.some(({ views }) => views.some(({ kind }) => kind === 'normal'));
  const layout = accessorLayout(ranges, hasNormals);
  const materials = usedMaterials(ranges);
  yield `{"asset":${assetText(scene)},${extensionsText(scene, batches, nodes)}"scene":0,"scenes":[{"name":"City","nodes":[0]}],"nodes":[`;
  yield* nodeTexts(scene, nodes, new Map(ranges.map(({ part }, index) => [part, index])), layout.end);
  yield ']';
  if (ranges.length > 0) {
    yield* arrayTexts('meshes', meshTexts(ranges, layout.first, hasNormals, materials));
    yield* arrayTexts('materials', materials.map(materialText));
    yield* arrayTexts('accessors', accessorTexts(batches, instanceViews));
    yield* arrayTexts('bufferViews', viewTexts(batches, instanceViews));
    yield `,"buffers":[${buffersText(batches, instanceViews)}]`;
  }
  yield '}';
}

function* arrayTexts(name: string, items: Iterable<string>): Generator<string> {
  let separator = `,"${name}":[`;
  for (const item of items) {
    yield separator + item;
    separator = ',';
  }
  yield ']';
}

function assetText({ attributions, comments, placement }: Scene): string {
  return JSON.stringify({
    version: '2.0',
    generator: 'Cityclip',
    ...(attributions.length > 0 && { copyright: attributions.map(oneLine).join('; ') }),
    extras: { comments: [...comments.map(oneLine), placementText(placement)] },
  });
}

function extensionsText({ settings }: Scene, batches: readonly BatchPlan[], nodes: readonly GlbNode[]): string {
  const hasData = batches.length > 0;
  const needed = [
    ...(settings.meshopt && hasData ? [MESHOPT] : []),
    ...(settings.meshopt && hasData && settings.normals !== 'none' ? [QUANTIZATION] : []),
  ];
  const used = [...needed, ...(hasInstances(nodes) ? [INSTANCING] : [])];
  return (
    (used.length > 0 ? `"extensionsUsed":${JSON.stringify(used)},` : '') +
    (needed.length > 0 ? `"extensionsRequired":${JSON.stringify(needed)},` : '')
  );
}

function hasInstances(nodes: readonly GlbNode[]): boolean {
  return nodes.some(({ instances, children }) => instances !== undefined || hasInstances(children));
}

/** The number of each part's first accessor, and the first number that is free after them. */
function accessorLayout(ranges: readonly PartRange[], hasNormals: boolean): { first: number[]; end: number } {
  let next = 0;
  const first = ranges.map(({ primitives }) => {
    const own = next;
    next += (hasNormals ? 3 : 2) * primitives.length;
    return own;
  });
  return { first, end: next };
}

/** The root, then every node before its children. */
function* nodeTexts(
  { city, placement }: Scene,
  nodes: readonly GlbNode[],
  meshOf: ReadonlyMap<ScenePart, number>,
  firstInstanceAccessor: number,
): Generator<string> {
  const root: GlbNode = { name: 'City', extras: origin(city.frame, placement), children: nodes };
  let instanceAccessor = firstInstanceAccessor;
  let number = 0;
  function* visit(node: GlbNode): Generator<string> {
    const own = number++;
    const { name, extras, part, transform, instances, children } = node;
    let child = own + 1;
    const childNumbers = children.map((next) => {
      const at = child;
      child += nodeCount(next);
      return at;
    });
    const [translation, rotation, scale] = [instanceAccessor, instanceAccessor + 1, instanceAccessor + 2];
    if (instances) instanceAccessor += 3;
    yield (own > 0 ? ',' : '') +
      JSON.stringify({
        name: oneLine(name),
        ...(part && { mesh: meshOf.get(part) }),
        ...transform,
        ...(childNumbers.length > 0 && { children: childNumbers }),
        ...(instances && {
          extensions: {
            [INSTANCING]: { attributes: { TRANSLATION: translation, ROTATION: rotation, SCALE: scale } },
          },
        }),
        ...(extras && Object.keys(extras).length > 0 && { extras }),
      });
    for (const next of children) yield* visit(next);
  }
  yield* visit(root);
}

function nodeCount({ children }: GlbNode): number {
  return children.reduce((sum, child) => sum + nodeCount(child), 1);
}

/** Where on Earth the file's origin lies, and how to get back: the projection counts from there. */
function origin({ proj, toLonLat }: LocalFrame, { unit, scale, zero: [x, y, height] }: Scene['placement']) {
  const [lon, lat] = toLonLat(x, y);
  return {
    origin: { lon: Number(lon.toFixed(9)), lat: Number(lat.toFixed(9)), height: Number(height.toFixed(3)) },
    axes: 'x east, y up, z south',
    unit,
    scale,
    proj: proj.replace('+x_0=0 +y_0=0', `+x_0=${-x + 0} +y_0=${-y + 0}`),
    proj_axes: 'easting = x, northing = -z, both times the scale',
  };
}

function* meshTexts(
  ranges: readonly PartRange[],
  firstAccessors: readonly number[],
  hasNormals: boolean,
  materials: readonly Material[],
): Generator<string> {
  const materialNumbers = new Map(materials.map(({ name }, index) => [name, index]));
  for (const [index, { part, primitives }] of ranges.entries()) {
    const perPrimitive = hasNormals ? 3 : 2;
    yield JSON.stringify({
      name: oneLine(part.id),
      primitives: primitives.map(({ material }, i) => {
        const position = firstAccessors[index]! + i * perPrimitive;
        return {
          attributes: { POSITION: position, ...(hasNormals && { NORMAL: position + 1 }) },
          indices: position + perPrimitive - 1,
          material: materialNumbers.get(material.name),
        };
      }),
    });
  }
}

/** The materials of some parts, in the order of their first use. */
function usedMaterials(ranges: readonly PartRange[]): Material[] {
  const byName = new Map<string, Material>();
  for (const { primitives } of ranges) {
    for (const { material } of primitives) if (!byName.has(material.name)) byName.set(material.name, material);
  }
  return [...byName.values()];
}

function materialText(material: Material): string {
  return JSON.stringify({
    name: material.name,
    pbrMetallicRoughness: {
      baseColorFactor: [...linearColour(material.colour), 1],
      metallicFactor: 0,
      roughnessFactor: roughness(material),
    },
  });
}

/** Positions, normals and indices of each primitive; then those of the instances. */
function* accessorTexts(batches: readonly BatchPlan[], instanceViews: readonly InstanceView[]): Generator<string> {
  let firstView = 0;
  for (const { views, parts } of batches) {
    const number = (kind: ViewKind) => firstView + views.findIndex((view) => view.kind === kind);
    const numbers = { position: number('position'), index16: number('index16'), index32: number('index32') };
    const normal = views.find(({ kind }) => kind === 'normal');
    for (const primitive of parts.flatMap(({ primitives }) => primitives)) {
      const { firstVertex, vertexCount: count, min, max, index, firstIndex, indexCount } = primitive;
      yield accessor(numbers.position, firstVertex * 12, FLOAT, count, 'VEC3', {
        min: min.map(shortFloat),
        max: max.map(shortFloat),
      });
      if (normal) {
        const bytes = normal.compression !== undefined;
        const more = bytes ? { normalized: true } : {};
        yield accessor(number('normal'), firstVertex * normal.stride, bytes ? BYTE : FLOAT, count, 'VEC3', more);
      }
      const [type, size] = index === 'index16' ? [UNSIGNED_SHORT, 2] : [UNSIGNED_INT, 4];
      yield accessor(numbers[index], firstIndex * size, type, indexCount, 'SCALAR', {});
    }
    firstView += views.length;
  }
  for (const { type, values } of instanceViews) {
    yield accessor(firstView++, 0, FLOAT, values.length / (type === 'VEC3' ? 3 : 4), type, {});
  }
}

function accessor(
  bufferView: number,
  byteOffset: number,
  componentType: number,
  count: number,
  type: string,
  more: object,
): string {
  return JSON.stringify({
    bufferView,
    ...(byteOffset > 0 && { byteOffset }),
    componentType,
    count,
    type,
    ...more,
  });
}

/** The shortest decimal that is the same 32-bit float. */
function shortFloat(value: number): number {
  return Number(value.toPrecision(9));
}

function* viewTexts(batches: readonly BatchPlan[], instanceViews: readonly InstanceView[]): Generator<string> {
  let at = 0;
  let fallbackAt = 0;
  for (const view of batches.flatMap(({ views }) => views)) {
    const { kind, stride, count, byteLength, compression } = view;
    const isIndex = kind === 'index16' || kind === 'index32';
    const shape = { ...(!isIndex && { byteStride: stride }), target: isIndex ? ELEMENT_ARRAY_BUFFER : ARRAY_BUFFER };
    if (compression) {
      const { mode, filter, byteLength: length } = compression;
      const packed = { buffer: 0, byteOffset: at, byteLength: length, byteStride: stride, mode, count };
      yield JSON.stringify({
        buffer: 1,
        byteOffset: fallbackAt,
        byteLength: count * stride,
        ...shape,
        extensions: { [MESHOPT]: { ...packed, ...(filter !== undefined && { filter }) } },
      });
      fallbackAt += unpackedLength(view);
    } else yield JSON.stringify({ buffer: 0, byteOffset: at, byteLength: count * stride, ...shape });
    at += byteLength;
  }
  for (const { values } of instanceViews) {
    yield JSON.stringify({ buffer: 0, byteOffset: at, byteLength: values.byteLength });
    at += values.byteLength;
  }
}

/** The bytes of a view before compression, padded to a multiple of four. */
function unpackedLength({ count, stride }: ViewPlan): number {
  return Math.ceil((count * stride) / 4) * 4;
}

/** The bytes of the file; and, where views are compressed, the place that stands for what they unpack to. */
function buffersText(batches: readonly BatchPlan[], instanceViews: readonly InstanceView[]): string {
  const views = batches.flatMap((batch) => batch.views);
  const byteLength =
    views.reduce((sum, view) => sum + view.byteLength, 0) +
    instanceViews.reduce((sum, { values }) => sum + values.byteLength, 0);
  const buffers: object[] = [{ byteLength }];
  if (views.some(({ compression }) => compression)) {
    const unpacked = views.reduce((sum, view) => sum + unpackedLength(view), 0);
    buffers.push({ byteLength: unpacked, extensions: { [MESHOPT]: { fallback: true } } });
  }
  return buffers.map((buffer) => JSON.stringify(buffer)).join(',');
}
