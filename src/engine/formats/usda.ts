import { UNITS } from '../../contract/format-options.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { WritePiece } from './aligned-zip.ts';
import type { Attributes } from './attributes.ts';
import type { ByteWriter } from './byte-writer.ts';
import { extentsOf } from './extents.ts';
import type { Scene } from './format.ts';
import { linearColour, roughness } from './material-colours.ts';
import { type Material, sceneMaterials } from './material-groups.ts';
import { integerList, itemText, rangeList, repeatedText, vertexList } from './number-lists.ts';
import { PartGeometries, type PartGeometry } from './part-geometry.ts';
import { placedExtents, placementText } from './placement.ts';
import { identifier, oneLine } from './plain-text.ts';
import { type SceneObject, type ScenePart, sceneObjects } from './scene-parts.ts';
import { normalNumbers, vertexNumbers } from './vertex-text.ts';

const TUPLE = itemText('(', ', ', ')', ', ');

/**
 * The pieces of a scene as USD text: a group per layer, in it a mesh per object (or a group of its parts), materials beside
 * them. Geometries of a small model are kept, and need not be made again.
 */
export function usdaPieces(scene: Scene): WritePiece[] {
  const geometries = new PartGeometries(scene.settings.normals);
  return [
    textPiece(() => `${head(scene)}def Xform "City" (\n  kind = "group"\n)\n{\n${materialsPrim(scene)}`),
    ...scene.layers.flatMap((mesh) => layerPieces(scene, mesh, geometries)),
    textPiece(() => '}\n'),
  ];
}

function layerPieces(scene: Scene, mesh: LayerMesh, geometries: PartGeometries): WritePiece[] {
  const names = new PrimNames();
  return [
    textPiece(() => `def Xform "${mesh.layer}"\n{\n`),
    ...sceneObjects(mesh, scene, scene.settings.group_by).flatMap((object) =>
      objectPieces(scene, object, names.next(object.id), geometries),
    ),
    textPiece(() => '}\n'),
  ];
}

function textPiece(text: () => string): WritePiece {
  return (out) => {
    out.text(text());
    return out.takeFinished();
  };
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

function materialsPrim({ layers }: Scene): string {
  return `def Scope "Materials"\n{\n${sceneMaterials(layers).map(materialPrim).join('')}}\n`;
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

function objectPieces(scene: Scene, object: SceneObject, name: string, geometries: PartGeometries): WritePiece[] {
  const [first, ...others] = object.parts as readonly [ScenePart, ...ScenePart[]];
  if (others.length === 0)
    return [(out) => meshPrim(out, scene, first, name, objectData(object), geometries.of(first))];
  const names = new PrimNames();
  return [
    textPiece(() => `def Xform "${name}" (\n${customData(objectData(object))})\n{\n`),
    ...object.parts.map((part): WritePiece => {
      const partName = names.next(part.id);
      return (out) => meshPrim(out, scene, part, partName, part.attributes, geometries.of(part));
    }),
    textPiece(() => '}\n'),
  ];
}

function objectData({ id, name, attributes, tags }: SceneObject): Attributes {
  return { id, ...(name !== undefined && { name }), ...tags, ...attributes };
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
  yield* repeatedText(out, '3', ', ', triangles.length / 3);
  out.text(']\nint[] faceVertexIndices = [');
  yield* integerList(out, triangles, ', ');
  out.text(']\npoint3f[] points = [');
  yield* vertexList(out, vertexNumbers(placement), positions, TUPLE, vertices);
  out.text(']\n');
  if (normals) {
    out.text('normal3f[] normals = [');
    yield* vertexList(out, normalNumbers(placement), normals, TUPLE);
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
  yield* rangeList(out, first, end, ', ');
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
