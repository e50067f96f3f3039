import { LAYERS } from '../../contract/layers.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import { streamZip } from '../zip.ts';
import { ByteWriter } from './byte-writer.ts';
import type { OutputFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { hexColour } from './material-colours.ts';
import { MaterialTable } from './material-groups.ts';
import { textFile } from './output-files.ts';
import { placementText } from './placement.ts';
import { xmlText } from './plain-text.ts';
import { thumbnailPng } from './thumbnail.ts';
import { vertexWriter, type WriteVertex } from './vertex-text.ts';

const CORE = 'http://schemas.microsoft.com/3dmanufacturing/core/2015/02';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
/** Readers find it by its relationship. The capital keeps Assimp 5.2 from crashing on it. */
const THUMBNAIL = '/Metadata/Thumbnail.png';
/** Records between two looks for finished chunks. */
const BATCH = 2048;
/** Resource numbers: the materials, then the objects. */
const MATERIALS_ID = 1;
const FIRST_OBJECT_ID = 2;

const CONTENT_TYPES = `<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>
<Default Extension="png" ContentType="image/png"/>
</Types>
`;

const RELS = `<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="${RELATIONSHIPS}">
<Relationship Id="model" Target="/3D/3dmodel.model" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>
<Relationship Id="thumbnail" Target="${THUMBNAIL}" Type="${RELATIONSHIPS}/metadata/thumbnail"/>
</Relationships>
`;

/** Layers that become one object: a layer of closed bodies, or all layers of a shell, which is closed only as a whole. */
interface SolidObject {
  readonly name: string;
  readonly layers: readonly LayerMesh[];
}

/**
 * 3MF in millimetres to scale: an object of closed bodies per layer, a base material per colour, and an assembly of all
 * objects, so that a slicer keeps them together and in their heights. Coordinates are positive, as the specification recommends.
 */
export function write3mf(scene: Scene, baseName: string): OutputFile[] {
  const files = [
    textFile('[Content_Types].xml', CONTENT_TYPES),
    textFile('_rels/.rels', RELS),
    { name: '3D/3dmodel.model', chunks: lazyChunks(() => modelChunks(scene)) },
    { name: THUMBNAIL.slice(1), chunks: lazyChunks(() => [thumbnailPng(scene.layers)]) },
  ];
  return [{ name: `${baseName}.3mf`, chunks: { [Symbol.asyncIterator]: () => streamZip(files) } }];
}

function* modelChunks(scene: Scene): Generator<Uint8Array> {
  const out = new ByteWriter();
  const objects = solidObjects(scene.layers);
  const table = new MaterialTable();
  for (const mesh of scene.layers) for (const body of mesh.bodies) table.numbers(mesh, body);
  out.text(head(scene, table));
  for (const [index, object] of objects.entries()) {
    yield* objectElement(out, scene, object, FIRST_OBJECT_ID + index, table);
  }
  out.text(assembly(objects));
  yield* out.takeAll();
}

function solidObjects(layers: readonly LayerMesh[]): SolidObject[] {
  const shell = layers.filter((layer) => layer.shell !== undefined);
  const objects: SolidObject[] = [];
  for (const mesh of layers) {
    if (mesh.bodies.length === 0) continue;
    if (mesh.shell === undefined) objects.push({ name: LAYERS[mesh.layer].label, layers: [mesh] });
    else if (mesh === shell[0])
      objects.push({ name: shell.map(({ layer }) => LAYERS[layer].label).join(', '), layers: shell });
  }
  return objects;
}

function head({ comments, attributions, placement }: Scene, { materials }: MaterialTable): string {
  const metadata = (name: string, text: string) => `<metadata name="${name}">${xmlText(text)}</metadata>\n`;
  const bases = materials.map(({ name, colour }) => `<base name="${name}" displaycolor="${hexColour(colour)}"/>\n`);
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="en" xmlns="${CORE}">\n` +
    metadata('Application', 'Cityclip') +
    metadata('Title', `City model 1:${placement.scale}`) +
    metadata('Description', [...comments, placementText(placement)].join('; ')) +
    metadata('Copyright', attributions.join('; ')) +
    `<resources>\n<basematerials id="${MATERIALS_ID}">\n${bases.join('')}</basematerials>\n`
  );
}

function* objectElement(
  out: ByteWriter,
  { placement }: Scene,
  { name, layers }: SolidObject,
  id: number,
  table: MaterialTable,
): Generator<Uint8Array> {
  const [first] = layers as readonly [LayerMesh, ...LayerMesh[]];
  const usual = Math.max(...table.numbers(first, first.bodies[0]!));
  out.text(
    `<object id="${id}" name="${xmlText(name)}" type="model" pid="${MATERIALS_ID}" pindex="${usual}"><mesh>\n<vertices>\n`,
  );
  yield* vertexElements(out, first.positions, vertexWriter(out, placement, 'xml'));
  out.text('</vertices>\n<triangles>\n');
  for (const mesh of layers) yield* triangleElements(out, mesh, table, usual);
  out.text('</triangles>\n</mesh></object>\n');
}

function* vertexElements(out: ByteWriter, positions: Float64Array, write: WriteVertex): Generator<Uint8Array> {
  const start = new TextEncoder().encode('<vertex x="');
  const end = new TextEncoder().encode('"/>\n');
  for (let i = 0; i < positions.length; i += 3) {
    out.bytes(start);
    write(positions, i);
    out.bytes(end);
    if (i % BATCH === 0) yield* out.takeFinished();
  }
}

/** Triangles name their material where it is not the usual one of their object. */
function* triangleElements(
  out: ByteWriter,
  mesh: LayerMesh,
  table: MaterialTable,
  usual: number,
): Generator<Uint8Array> {
  const [a, b, c, end] = ['<triangle v1="', '" v2="', '" v3="', '"/>\n'].map((text) =>
    new TextEncoder().encode(text),
  ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const material = new TextEncoder().encode(`" pid="${MATERIALS_ID}" p1="`);
  for (const body of mesh.bodies) {
    const numbers = table.numbers(mesh, body);
    for (let i = body.firstTriangle; i < body.firstTriangle + body.triangleCount; i++) {
      out.bytes(a);
      out.integer(mesh.triangles[i * 3]!);
      out.bytes(b);
      out.integer(mesh.triangles[i * 3 + 1]!);
      out.bytes(c);
      out.integer(mesh.triangles[i * 3 + 2]!);
      const number = numbers[mesh.surfaces[i]!]!;
      if (number !== usual) {
        out.bytes(material);
        out.integer(number);
      }
      out.bytes(end);
      if (i % BATCH === 0) yield* out.takeFinished();
    }
  }
}

/** One object of all. */
function assembly(objects: readonly SolidObject[]): string {
  if (objects.length === 0) return '</resources>\n<build>\n</build>\n</model>\n';
  const id = FIRST_OBJECT_ID + objects.length;
  const components = objects.map((_, index) => `<component objectid="${FIRST_OBJECT_ID + index}"/>\n`);
  return (
    `<object id="${id}" name="City" type="model"><components>\n${components.join('')}</components></object>\n` +
    `</resources>\n<build>\n<item objectid="${id}"/>\n</build>\n</model>\n`
  );
}
