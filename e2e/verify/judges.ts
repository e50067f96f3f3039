import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';
import rhino3dm from 'rhino3dm';
import { FORMATS, type FormatId } from '../../src/contract/formats.ts';
import { validateGlb } from '../../src/testing/gltf-validator.ts';
import { readIfc } from '../../src/testing/read-ifc.ts';
import { type MeshFormatId, READ_MESH, readRhino } from '../../src/testing/read-meshes.ts';
import { soupFacts } from '../../src/testing/read-models.ts';
import { numberAfter, runPython, runTool, type Verdict, verdict } from './tool.ts';

/** What a file must hold. */
export interface Truth {
  readonly format: FormatId;
  readonly triangles: number;
  /** Cubic metres. */
  readonly volume: number;
  /** Metres per unit of the file. */
  readonly metres: number;
}

/** Judges a file; throws `MissingTool` where it needs a program that is not installed. */
export type Judge = (path: string, truth: Truth) => Verdict[] | Promise<Verdict[]>;

/** Reads the file with three.js, glTF-Transform, rhino3dm, or for DXF a small reader of the tests, and measures it. */
const reader: Judge = async (path, { format, triangles, volume, metres }) => {
  const read = format === '3dm' ? readRhino : READ_MESH[format as MeshFormatId];
  const facts = soupFacts(await read(new Uint8Array(readFileSync(path))));
  const cubicMetres = facts.volume * metres ** 3;
  return [
    verdict('reader:triangles', facts.triangles === triangles, `${facts.triangles} of ${triangles}`),
    verdict(
      'reader:volume',
      Math.abs(cubicMetres / volume - 1) < 1e-3,
      `${cubicMetres.toFixed(1)} of ${volume.toFixed(1)} m³`,
    ),
  ];
};

const gltfValidator: Judge = async (path) => {
  const { numErrors, numWarnings } = await validateGlb(new Uint8Array(readFileSync(path)));
  return [verdict('gltf-validator', numErrors + numWarnings === 0, `${numErrors} errors, ${numWarnings} warnings`)];
};

const admesh: Judge = (path, { triangles }) => {
  const { text } = runTool('admesh', path);
  const facets = numberAfter(text, /Number of facets/);
  const faults = [/Total disconnected facets/, /Degenerate facets/, /Edges fixed/, /Facets reversed/, /Normals fixed/]
    .map((words) => numberAfter(text, words))
    .reduce((sum, count) => sum + count, 0);
  return [verdict('admesh', facets === triangles && faults === 0, `${facets} facets, ${faults} faults`)];
};

const assimp: Judge = (path, { triangles }) => {
  const { code, text } = runTool('assimp', 'info', path);
  const faces = numberAfter(text, /\nFaces/);
  return [verdict('assimp', code === 0 && faces === triangles, `${faces} faces, exit code ${code}`)];
};

/** It counts every mesh once, however many nodes show it. */
const assimpGlb: Judge = async (path, truth) => {
  const { meshTriangles } = await validateGlb(new Uint8Array(readFileSync(path)));
  return assimp(path, { ...truth, triangles: meshTriangles });
};

const prusaSlicer: Judge = (path) => {
  const { text } = runTool('prusa-slicer', '--info', path);
  const bodies = text.split('number_of_facets').length - 1;
  const manifold = text.split('manifold = yes').length - 1;
  const repaired =
    /(open_edges|degenerate_facets|edges_fixed|facets_removed|facets_reversed|backwards_edges) = +\d/.test(text);
  return [verdict('prusa-slicer', bodies > 0 && manifold === bodies && !repaired, `${manifold} of ${bodies} manifold`)];
};

const BLENDER = `
import bpy, os, sys, numpy
numpy.bool = bool
path = sys.argv[-1]
kind = os.path.splitext(path)[1]
bpy.ops.wm.read_factory_settings(use_empty=True)
{'.stl': lambda: bpy.ops.import_mesh.stl(filepath=path), '.ply': lambda: bpy.ops.import_mesh.ply(filepath=path),
 '.obj': lambda: bpy.ops.wm.obj_import(filepath=path), '.glb': lambda: bpy.ops.import_scene.gltf(filepath=path),
 '.dae': lambda: bpy.ops.wm.collada_import(filepath=path)}[kind]()
meshes = [o.data for o in bpy.data.objects if o.type == 'MESH']
print('invalid', sum(m.validate() for m in meshes), 'polygons', sum(len(m.polygons) for m in meshes))
`;

const blender: Judge = (path, { triangles }) => {
  const { text } = runTool('blender', '-b', '--factory-startup', '-noaudio', '--python-expr', BLENDER, '--', path);
  const [invalid, polygons] = [numberAfter(text, /invalid/), numberAfter(text, /polygons/)];
  return [verdict('blender', invalid === 0 && polygons === triangles, `${polygons} faces, ${invalid} invalid meshes`)];
};

const EZDXF = `
import ezdxf, sys
doc = ezdxf.readfile(sys.argv[1])
audit = doc.audit()
print('faults', len(audit.errors) + len(audit.fixes), 'entities', len(doc.modelspace()))
`;

const ezdxf: Judge = (path) => {
  const { text } = runPython('ezdxf', EZDXF, path);
  const [faults, entities] = [numberAfter(text, /faults/), numberAfter(text, /entities/)];
  return [verdict('ezdxf', faults === 0 && entities > 0, `${entities} entities, ${faults} faults`)];
};

const PYCOLLADA = `
import collada, sys
doc = collada.Collada(sys.argv[1])
faces = sum(len(p) for g in doc.scene.objects('geometry') for p in g.primitives())
print('errors', len(doc.errors), 'faces', faces)
`;

const pycollada: Judge = (path, { triangles }) => {
  const { text } = runPython('collada', PYCOLLADA, path);
  const [errors, faces] = [numberAfter(text, /errors/), numberAfter(text, /faces/)];
  return [verdict('pycollada', errors === 0 && faces === triangles, `${faces} faces, ${errors} errors`)];
};

const unzip: Judge = (path) => {
  const { code } = runTool('unzip', '-tqq', path);
  return [verdict('unzip', code === 0, `exit code ${code}`)];
};

/** GDAL opens a map's features, finds every layer filled, and all geometries valid. */
const gdalFeatures: Judge = (path) => {
  const { code, text } = runTool('ogrinfo', '-ro', '-al', '-so', path);
  const counts = [...text.matchAll(/Feature Count: (\d+)/g)].map(([, count]) => Number(count));
  const layer = /Layer name: (.+)/.exec(text)?.[1];
  const query = `select count(*) as invalid from "${layer}" where not st_isvalid(geometry)`;
  const invalid = numberAfter(
    runTool('ogrinfo', '-ro', '-q', path, '-dialect', 'sqlite', '-sql', query).text,
    /invalid \(Integer\)/,
  );
  return [
    verdict('gdal', code === 0 && counts.length > 0 && !counts.includes(0), `${counts.join(', ')} features`),
    verdict('gdal:valid', invalid === 0, `${invalid} invalid geometries`),
    verdict('gdal:crs', text.includes('ID["EPSG",4326]]'), 'EPSG:4326'),
  ];
};

const gdalRaster: Judge = (path) => {
  const { code, text } = runTool('gdalinfo', '-checksum', path);
  const epsg = /ID\["EPSG",(\d+)\]\]\s/.exec(text)?.[1];
  return [verdict('gdal', code === 0 && text.includes('Type=Float32') && epsg !== undefined, `EPSG:${epsg}`)];
};

const xmllint: Judge = (path) => {
  const { code } = runTool('xmllint', '--noout', path);
  return [verdict('xmllint', code === 0, `exit code ${code}`)];
};

/** A picture of which all checksums hold. */
const picture: Judge = (path) => {
  const { width, height } = decode(readFileSync(path), { checkCrc: true });
  return [verdict('png', width > 0 && height > 0, `${width} × ${height}`)];
};

const json: Judge = (path) => {
  const lines = path.endsWith('.jsonl') ? readFileSync(path, 'utf8').trim().split('\n') : [readFileSync(path, 'utf8')];
  const [first] = lines.map((line) => JSON.parse(line) as { type?: string; version?: string });
  return [verdict('cityjson', first?.type === 'CityJSON' && first.version === '2.0', `${lines.length} documents`)];
};

/** McNeel's own library opens it and finds every mesh valid. */
const rhino: Judge = async (path) => {
  const library = await rhino3dm();
  const model = library.File3dm.fromByteArray(new Uint8Array(readFileSync(path)));
  const objects = model.objects();
  const geometries = Array.from({ length: objects.count }, (_, i) => objects.get(i).geometry());
  const invalid = geometries.filter((geometry) => !geometry.isValid).length;
  return [verdict('rhino3dm', objects.count > 0 && invalid === 0, `${objects.count} objects, ${invalid} invalid`)];
};

/** Every reference of a STEP file leads to an instance. */
const stepReferences: Judge = (path) => {
  const text = readFileSync(path, 'utf8');
  const known = new Set(text.match(/^#\d+(?==)/gm));
  const used = new Set(text.replace(/'(?:[^']|'')*'/g, '').match(/#\d+/g));
  const lost = [...used].filter((reference) => !known.has(reference));
  return [
    verdict('step', known.size > 0 && lost.length === 0, `${known.size} instances, ${lost.length} lost references`),
  ];
};

/** web-ifc opens it, says nothing, and finds triangles. */
const webIfc: Judge = async (path) => {
  const { schema, soup, complaints } = await readIfc(new Uint8Array(readFileSync(path)));
  const passes = schema === 'IFC4' && soup.length > 0 && complaints.length === 0;
  return [verdict('web-ifc', passes, `${schema}, ${soup.length / 9} triangles ${complaints[0] ?? ''}`)];
};

/** The library is built for browsers: the process poses as one. */
const TINYUSDZ = `
import { readFileSync } from 'node:fs';
process.type = 'renderer';
globalThis.window = globalThis;
const [library, wasm, path] = process.argv.slice(1);
const instantiateWasm = (imports, done) => {
  WebAssembly.instantiate(readFileSync(wasm), imports).then(({ instance, module }) => done(instance, module));
  return {};
};
const { TinyUSDZLoaderNative } = await (await import(library)).default({ instantiateWasm, print() {}, printErr() {} });
const loader = new TinyUSDZLoaderNative();
const opened = loader.loadFromBinary(new Uint8Array(readFileSync(path)), 'model.usdz');
let corners = 0;
for (let i = 0; opened && i < loader.numMeshes(); i++) corners += loader.getMesh(i).faceVertexIndices.length;
console.log('triangles', corners / 3);
process.exit(0);
`;

const tinyusdz: Judge = (path, { triangles }) => {
  const library = fileURLToPath(import.meta.resolve('tinyusdz/tinyusdz.js'));
  const wasm = library.replace(/js$/, 'wasm');
  const { text } = runTool('node', '--input-type=module', '-e', TINYUSDZ, library, wasm, path);
  const found = numberAfter(text, /triangles/);
  return [verdict('tinyusdz', found === triangles, `${found} of ${triangles} triangles`)];
};

/** Where it is built: every solid valid by ISO 19107. */
const val3dity: Judge = (path) => {
  const { code, text } = runTool('val3dity', path);
  return [verdict('val3dity', code === 0 && !text.includes('INVALID'), text.trim().split('\n').at(-1) ?? '')];
};

/** Who judges which format. */
export const JUDGES: Readonly<Record<FormatId, readonly Judge[]>> = {
  stl: [reader, admesh, prusaSlicer, assimp, blender],
  '3mf': [reader, unzip, prusaSlicer, assimp],
  obj: [reader, assimp, blender],
  glb: [reader, gltfValidator, assimpGlb, blender],
  ply: [reader, assimp, blender],
  dae: [reader, pycollada, assimp, blender],
  usdz: [reader, unzip, tinyusdz],
  dxf: [reader, ezdxf],
  '3dm': [reader, rhino],
  geojson: [gdalFeatures],
  flatgeobuf: [gdalFeatures],
  cityjson: [json, val3dity],
  cityjsonseq: [json],
  ifc: [stepReferences, webIfc],
  geotiff: [gdalRaster],
  svg: [xmllint],
  png: [picture],
};

/** The format of a file by its extension. */
export function formatOf(name: string): FormatId | undefined {
  return (Object.keys(FORMATS) as FormatId[]).find((format) => name.endsWith(`.${FORMATS[format].extension}`));
}
