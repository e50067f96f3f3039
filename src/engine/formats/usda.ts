import { UNITS } from '../../contract/format-options.ts';
import type { Attributes } from './attributes.ts';
import { ByteWriter } from './byte-writer.ts';
import { extentsOf } from './extents.ts';
import type { Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { linearColour, roughness } from './material-colours.ts';
import { type Material, sceneMaterials } from './material-groups.ts';
import { integerList, itemText, vertexList } from './number-lists.ts';
import { PartGeometries, type PartGeometry } from './part-geometry.ts';
import { placedExtents, placementText } from './placement.ts';
import { identifier, oneLine } from './plain-text.ts';
import { type SceneObject, type ScenePart, sceneObjects } from './scene-parts.ts';
import { normalPutter, vertexPutter } from './vertex-text.ts';

const TUPLE = itemText('(', ')', ', ');

/**
 * A scene as USD text: a group per layer, in it a mesh per object (or a group of its parts), materials beside them. It is made
 * anew each time it is read, but for geometries of a small model, which are kept.
 */
export function usdaFile(scene: Scene): Iterable<Uint8Array> {
  const geometries = new PartGeometries(scene.settings.normals);
  const layers = scene.layers.map((mesh) => sceneObjects(mesh, scene, scene.settings.group_by));
  return lazyChunks(() => usdaChunks(scene, layers, geometries));
}

/** @param layers the objects of each of the scene's layers */
function* usdaChunks(
  scene: Scene,
  layers: readonly (readonly SceneObject[])[],
  geometries: PartGeometries,
): Generator<Uint8Array> {
  const out = new ByteWriter();
  out.text(head(scene));
  out.text('def Xform "City" (\n  kind = "group"\n)\n{\n');
  out.text(`def Scope "Materials"\n{\n${sceneMaterials(scene.layers).map(materialPrim).join('')}}\n`);
  for (const [index, { layer }] of scene.layers.entries()) {
    const names = new PrimNames();
    out.text(`def Xform "${layer}"\n{\n`);
    for (const object of layers[index]!) yield* objectPrim(out, scene, object, names, geometries);
    out.text('}\n');
  }
  out.text('}\n');
  yield* out.takeAll();
}

function head({ comments, attributions, settings, placement }: Scene): string {
  const about = [...comments, ...attributions, placementText(placement)].map(oneLine).join('; ');
  return (
    '#usda 1.0\n(\n' +
    '  defaultPrim = "City"\n' +
    `  doc = ${quoted(about)}\n` +
    `  metersPerUnit = ${1 / UNITS[settings.unit].perMetre}\n` +
    `  upAxis = "${settings.up_axis.toUpperCase()}"\n)\n\n`
  );
}

function materialPrim(material: Material): string {
  const name = identifier(material.name);
  const path = `/City/Materials/${name}`;
  return (
    `def Material "${name}"\n{\n` +
    `token outputs:surface.connect = <${path}/Surface.outputs:surface>\n` +
    'def Shader "Surface"\n{\n' +
    'uniform token info:id = "UsdPreviewSurface"\n' +
    `color3f inputs:diffuseColor = (${linearColour(material.colour).join(', ')})\n` +
    'float inputs:metallic = 0\n' +
    `float inputs:roughness = ${roughness(material)}\n` +
    'token outputs:surface\n}\n}\n'
  );
}

function* objectPrim(
  out: ByteWriter,
  scene: Scene,
  { id, name, attributes, tags, parts }: SceneObject,
  names: PrimNames,
  geometries: PartGeometries,
): Generator<Uint8Array> {
  const about = { id, ...(name !== undefined && { name }), ...tags, ...attributes };
  const [first, ...others] = parts as readonly [ScenePart, ...ScenePart[]];
  if (others.length === 0) {
    yield* meshPrim(out, scene, first, names.next(id), about, geometries.of(first));
    return;
  }
  out.text(`def Xform "${names.next(id)}" (\n${customData(about)})\n{\n`);
  const partNames = new PrimNames();
  for (const part of parts) {
    yield* meshPrim(out, scene, part, partNames.next(part.id), part.attributes, geometries.of(part));
  }
  out.text('}\n');
}

function* meshPrim(
  out: ByteWriter,
  { placement }: Scene,
  part: ScenePart,
  name: string,
  about: Attributes,
  { vertices, triangles, normals, materials, starts }: PartGeometry,
): Generator<Uint8Array> {
  const { positions } = part.mesh;
  out.text(`def Mesh "${name}" (\n  prepend apiSchemas = ["MaterialBindingAPI"]\n${customData(about)})\n{\n`);
  out.text('uniform token subdivisionScheme = "none"\nuniform token orientation = "rightHanded"\n');
  out.text(`float3[] extent = ${extentText(positions, vertices, placement)}\n`);
  out.text('int[] faceVertexCounts = [');
  yield* integerList(out, new Uint8Array(triangles.length / 3).fill(3), ', ');
  out.text(']\nint[] faceVertexIndices = [');
  yield* integerList(out, triangles, ', ');
  out.text(']\npoint3f[] points = [');
  yield* vertexList(out, vertexPutter(placement, 'comma'), positions, TUPLE, vertices);
  out.text(']\n');
  if (normals) {
    out.text('normal3f[] normals = [');
    yield* vertexList(out, normalPutter(placement, 'comma'), normals, TUPLE);
    out.text('] (\n  interpolation = "vertex"\n)\n');
  }
  out.text(`rel material:binding = ${materialPath(materials[0]!)}\n`);
  if (materials.length > 1) {
    out.text('uniform token subsetFamily:materialBind:familyType = "partition"\n');
    for (const [index, material] of materials.entries()) {
      yield* subsetPrim(out, material, starts[index]!, starts[index + 1]!);
    }
  }
  out.text('}\n');
}

/** The faces that have one of a mesh's materials. */
function* subsetPrim(out: ByteWriter, material: Material, first: number, end: number): Generator<Uint8Array> {
  out.text(`def GeomSubset "${identifier(material.name)}" (\n  prepend apiSchemas = ["MaterialBindingAPI"]\n)\n{\n`);
  out.text('uniform token elementType = "face"\nuniform token familyName = "materialBind"\nint[] indices = [');
  const faces = new Uint32Array(end - first);
  for (let i = 0; i < faces.length; i++) faces[i] = first + i;
  yield* integerList(out, faces, ', ');
  out.text(`]\nrel material:binding = ${materialPath(material)}\n}\n`);
}

function materialPath({ name }: Material): string {
  return `</City/Materials/${identifier(name)}>`;
}

function extentText(positions: Float64Array, vertices: Uint32Array, placement: Scene['placement']): string {
  const { min, max } = placedExtents(extentsOf([{ positions }], vertices)!, placement);
  const corner = (values: readonly number[]) =>
    `(${values.map((value) => value.toFixed(placement.decimals)).join(', ')})`;
  return `[${corner(min)}, ${corner(max)}]`;
}

function customData(attributes: Attributes): string {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return '';
  const lines = entries.map(
    ([name, value]) => `    ${attributeType(value)} ${quoted(name)} = ${attributeText(value)}\n`,
  );
  return `  customData = {\n${lines.join('')}  }\n`;
}

function attributeType(value: string | number): string {
  return typeof value === 'number' ? 'double' : 'string';
}

function attributeText(value: string | number): string {
  return typeof value === 'number' ? String(value) : quoted(value);
}

function quoted(text: string): string {
  return `"${oneLine(text).replaceAll('"', "'")}"`;
}

/** Names of sibling prims: each once. */
class PrimNames {
  readonly #used = new Set<string>();

  next(text: string): string {
    const name = identifier(text);
    let free = name;
    for (let n = 2; this.#used.has(free); n++) free = `${name}_${n}`;
    this.#used.add(free);
    return free;
  }
}
