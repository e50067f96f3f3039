import { UNITS } from '../../contract/format-options.ts';
import { LAYERS } from '../../contract/layers.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { Attributes } from './attributes.ts';
import { ByteWriter } from './byte-writer.ts';
import { materialFaces } from './face-lists.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { type Material, sceneMaterials } from './material-groups.ts';
import { integerList, itemText, vertexList } from './number-lists.ts';
import { PartGeometries, type PartGeometry } from './part-geometry.ts';
import { placementText } from './placement.ts';
import { xmlText } from './plain-text.ts';
import { type SceneObject, type ScenePart, sceneObjects } from './scene-parts.ts';
import { normalPutter, type PutVertex, vertexPutter } from './vertex-text.ts';

/** COLLADA wants a date. Files depend on nothing but the model: it is the one that the ZIP's entries have too. */
const DATE = '1980-01-01T12:00:00Z';
/** Between vertices. */
const SPACED = itemText('', '', ' ');

/** A part with its number in the file. */
interface NumberedPart {
  readonly part: ScenePart;
  readonly number: number;
}

/** An object whose parts are numbered. */
interface NumberedObject {
  readonly object: SceneObject;
  readonly parts: readonly NumberedPart[];
}

/** COLLADA 1.4.1: a node per layer, in it a node per object, matt materials. Attributes are extra data of the nodes. */
export function writeDae(scene: Scene, baseName: string): PlainFile[] {
  return [{ name: `${baseName}.dae`, chunks: lazyChunks(() => daeChunks(scene)) }];
}

function* daeChunks(scene: Scene): Generator<Uint8Array> {
  const out = new ByteWriter();
  const materials = sceneMaterials(scene.layers);
  const numbers = new Map(materials.map(({ name }, index) => [name, index]));
  const geometries = new PartGeometries(scene.settings.normals);
  const layers = numberedLayers(scene);
  out.text(head(scene, materials));
  out.text('<library_geometries>\n');
  for (const { part, number } of layers.flatMap(({ objects }) => objects.flatMap(({ parts }) => parts))) {
    yield* geometryElement(out, scene, part, number, geometries.of(part), numbers);
  }
  out.text('</library_geometries>\n<library_visual_scenes><visual_scene id="scene" name="Model">\n');
  for (const { mesh, objects } of layers) {
    out.text(`<node id="layer-${mesh.layer}" name="${xmlText(LAYERS[mesh.layer].label)}">\n`);
    for (const object of objects) {
      out.text(objectNode(object, geometries, numbers));
      yield* out.takeFinished();
    }
    out.text('</node>\n');
  }
  out.text(
    '</visual_scene></library_visual_scenes>\n<scene><instance_visual_scene url="#scene"/></scene>\n</COLLADA>\n',
  );
  yield* out.takeAll();
}

function numberedLayers(scene: Scene): { mesh: LayerMesh; objects: NumberedObject[] }[] {
  let number = 0;
  return scene.layers.map((mesh) => ({
    mesh,
    objects: sceneObjects(mesh, scene, scene.settings.group_by).map((object) => ({
      object,
      parts: object.parts.map((part) => ({ part, number: number++ })),
    })),
  }));
}

function head({ comments, attributions, settings, placement }: Scene, materials: readonly Material[]): string {
  const { label, perMetre } = UNITS[settings.unit];
  const about = [...comments, placementText(placement)].map(xmlText).join('; ');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">',
    `<asset><contributor><authoring_tool>Cityclip</authoring_tool><comments>${about}</comments>` +
      `<copyright>${attributions.map(xmlText).join('; ')}</copyright></contributor>` +
      `<created>${DATE}</created><modified>${DATE}</modified>` +
      `<unit name="${label.toLowerCase()}" meter="${1 / perMetre}"/>` +
      `<up_axis>${settings.up_axis.toUpperCase()}_UP</up_axis></asset>`,
    `<library_effects>\n${materials.map(effect).join('')}</library_effects>`,
    `<library_materials>\n${materials.map(materialElement).join('')}</library_materials>\n`,
  ].join('\n');
}

function effect({ colour }: Material, index: number): string {
  const rgb = colour.map((value) => (value / 255).toFixed(3)).join(' ');
  return (
    `<effect id="effect-${index}"><profile_COMMON><technique sid="common"><lambert>` +
    `<diffuse><color>${rgb} 1</color></diffuse></lambert></technique></profile_COMMON></effect>\n`
  );
}

function materialElement({ name }: Material, index: number): string {
  return `<material id="material-${index}" name="${xmlText(name)}"><instance_effect url="#effect-${index}"/></material>\n`;
}

function* geometryElement(
  out: ByteWriter,
  { settings, placement }: Scene,
  part: ScenePart,
  number: number,
  geometry: PartGeometry,
  numbers: ReadonlyMap<string, number>,
): Generator<Uint8Array> {
  const id = `geometry-${number}`;
  const { vertices, normals, materials } = geometry;
  out.text(`<geometry id="${id}" name="${xmlText(part.id)}"><mesh>\n`);
  yield* source(out, `${id}-positions`, vertexPutter(placement, 'space'), part.mesh.positions, vertices);
  if (normals) yield* source(out, `${id}-normals`, normalPutter(placement, 'space'), normals);
  out.text(`<vertices id="${id}-vertices"><input semantic="POSITION" source="#${id}-positions"/></vertices>\n`);
  for (const [material, { name }] of materials.entries()) {
    const { corners, sizes } = materialFaces(part.mesh, geometry, material, settings.faces);
    const element = settings.faces === 'quads' ? 'polylist' : 'triangles';
    out.text(
      `<${element} material="material-${numbers.get(name)}" count="${sizes.length}">` +
        `<input semantic="VERTEX" source="#${id}-vertices" offset="0"/>` +
        (normals ? `<input semantic="NORMAL" source="#${id}-normals" offset="0"/>` : ''),
    );
    if (element === 'polylist') {
      out.text('<vcount>');
      yield* integerList(out, sizes);
      out.text('</vcount>');
    }
    out.text('<p>');
    yield* integerList(out, corners);
    out.text(`</p></${element}>\n`);
  }
  out.text('</mesh></geometry>\n');
}

function* source(
  out: ByteWriter,
  id: string,
  put: PutVertex,
  values: ArrayLike<number>,
  picked?: Uint32Array,
): Generator<Uint8Array> {
  const count = picked?.length ?? values.length / 3;
  out.text(`<source id="${id}"><float_array id="${id}-array" count="${count * 3}">`);
  yield* vertexList(out, put, values, SPACED, picked);
  out.text(
    `</float_array><technique_common><accessor source="#${id}-array" count="${count}" stride="3">` +
      '<param name="X" type="float"/><param name="Y" type="float"/><param name="Z" type="float"/>' +
      '</accessor></technique_common></source>\n',
  );
}

/** A node for an object: with its mesh, or with a node for each of its parts. */
function objectNode(
  { object, parts }: NumberedObject,
  geometries: PartGeometries,
  numbers: ReadonlyMap<string, number>,
): string {
  const { id, name, attributes, tags } = object;
  const [first] = parts as readonly [NumberedPart, ...NumberedPart[]];
  const instance = ({ part, number }: NumberedPart) => instanceElement(number, geometries.of(part), numbers);
  const content =
    parts.length === 1
      ? instance(first)
      : parts
          .map((numbered) => {
            const { part, number } = numbered;
            return `<node id="node-${number}" name="${xmlText(part.id)}">${instance(numbered)}${extra(part.attributes)}</node>\n`;
          })
          .join('');
  return `<node id="object-${first.number}" name="${xmlText(name ?? id)}">${content}${extra({ id, ...tags, ...attributes })}</node>\n`;
}

function instanceElement(number: number, { materials }: PartGeometry, numbers: ReadonlyMap<string, number>): string {
  const bound = materials.map(({ name }) => {
    const id = `material-${numbers.get(name)}`;
    return `<instance_material symbol="${id}" target="#${id}"/>`;
  });
  return (
    `<instance_geometry url="#geometry-${number}"><bind_material><technique_common>${bound.join('')}` +
    '</technique_common></bind_material></instance_geometry>'
  );
}

function extra(attributes: Attributes): string {
  const params = Object.entries(attributes).map(
    ([name, value]) => `<param name="${xmlText(name)}">${xmlText(String(value))}</param>`,
  );
  return params.length === 0
    ? ''
    : `<extra type="attributes"><technique profile="CITYCLIP">${params.join('')}</technique></extra>`;
}
