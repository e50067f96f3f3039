import type { File3dm, Mesh, RhinoModule } from 'rhino3dm';
import loadRhino from 'rhino3dm/rhino3dm.module.min.js';
import type { UnitId } from '../../contract/format-options.ts';
import { LAYERS } from '../../contract/layers.ts';
import type { Rgb } from '../city/city.ts';
import type { SurfaceId } from '../mesh/layer-mesh.ts';
import { stabilizeIds, stabilizeTimes, stableUuid } from './3dm-stable.ts';
import { CHUNK_BYTES } from './byte-writer.ts';
import { type CityObject, cityObjects, type ObjectShape } from './city-objects.ts';
import type { OutputFile, Scene } from './format.ts';
import { surfaceColour } from './materials.ts';
import type { Placement } from './placement.ts';

/** The surface whose colour a layer has. */
const LAYER_SURFACES: Readonly<Record<CityObject['layer'], SurfaceId>> = {
  terrain: 'ground',
  buildings: 'wall',
  roads: 'carriageway',
  railways: 'ballast',
  water: 'water',
  green: 'grass',
  trees: 'crown',
  bridges: 'deck',
  barriers: 'masonry',
};

/** Where the sun of the rendering settings stands: the year, and degrees from north and above the horizon. */
const SUN = { year: 2000, azimuth: 135, altitude: 45 };

/**
 * 3dm for Rhino, by McNeel's own library: a layer per kind of object, a mesh per building or other object with its attributes.
 * The ground's meshes are closed together, with the sides and the base at the terrain's; in files of their own, each by itself.
 * The library makes a file as a whole, and takes about ten times its size of memory meanwhile: `size-estimate.ts` refuses large ones.
 */
export function write3dm(scene: Scene, baseName: string): OutputFile[] {
  return [{ name: `${baseName}.3dm`, chunks: { [Symbol.asyncIterator]: () => rhinoChunks(scene) } }];
}

async function* rhinoChunks(scene: Scene): AsyncGenerator<Uint8Array> {
  const rhino = await loadRhino();
  const file = new rhino.File3dm();
  try {
    const bytes = rhinoBytes(rhino, file, scene);
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.slice(from, from + CHUNK_BYTES);
  } finally {
    free(file);
  }
}

function rhinoBytes(rhino: RhinoModule, file: File3dm, scene: Scene): Uint8Array {
  file.settings().modelUnitSystem = unitSystem(rhino, scene.placement.unit);
  setSun(file);
  file.strings().set('attribution', scene.attributions.join('; '));
  for (const { layer: id } of scene.layers) {
    const layer = new rhino.Layer();
    layer.name = LAYERS[id].label;
    layer.color = rhinoColour(surfaceColour(LAYER_SURFACES[id]));
    layer.id = stableUuid(`layer ${id}`);
    file.layers().add(layer);
    free(layer);
  }
  const ids: { id: string; name: string }[] = [];
  for (const object of cityObjects(scene, { closed: true })) {
    const id = addObject(rhino, file, object, scene);
    if (id) ids.push({ id, name: `${object.layer} ${object.id}` });
  }
  const bytes = file.toByteArray();
  stabilizeIds(bytes, ids);
  stabilizeTimes(bytes);
  return bytes;
}

/** The sun stands by the clock otherwise. */
function setSun(file: File3dm): void {
  const { sun } = file.settings().renderSettings();
  sun.year = SUN.year;
  sun.azimuth = SUN.azimuth;
  sun.altitude = SUN.altitude;
}

/** Gives back the memory of an object of the library, which its types do not tell of. */
function free(object: object): void {
  (object as { delete(): void }).delete();
}

function unitSystem({ UnitSystem }: RhinoModule, unit: UnitId) {
  return { m: UnitSystem.Meters, ft: UnitSystem.Feet, mm: UnitSystem.Millimeters }[unit];
}

function rhinoColour([r, g, b]: Rgb) {
  return { r, g, b, a: 255 };
}

/** Adds all parts of an object as one mesh; returns its random id. */
function addObject(rhino: RhinoModule, file: File3dm, object: CityObject, scene: Scene): string | undefined {
  const shapes = [object, ...object.parts].flatMap(({ shape }) => shape ?? []);
  if (shapes.length === 0) return undefined;
  const mesh = new rhino.Mesh();
  for (const shape of shapes) addShape(mesh, shape, scene.placement);
  const attributes = new rhino.ObjectAttributes();
  attributes.layerIndex = scene.layers.findIndex(({ layer }) => layer === object.layer);
  attributes.name = object.name ?? object.osmId ?? object.id;
  const colours = shapes.find((shape) => shape.colours)?.colours;
  const own = colours?.wall ?? colours?.roof;
  if (own) {
    attributes.colorSource = rhino.ObjectColorSource.ColorFromObject;
    attributes.objectColor = rhinoColour(own);
  }
  const { osmId, tags } = object;
  for (const [key, value] of Object.entries({ ...tags, ...object.attributes, ...(osmId && { osm_id: osmId }) })) {
    attributes.setUserString(key, String(value));
  }
  const id = file.objects().addMesh(mesh, attributes);
  free(mesh);
  free(attributes);
  return id;
}

function addShape(mesh: Mesh, shape: ObjectShape, { factors, offsets }: Placement): void {
  const { positions, triangles, firstTriangle, triangleCount } = shape;
  const vertices = mesh.vertices();
  const faces = mesh.faces();
  const numbers = new Map<number, number>();
  let next = vertices.count;
  const number = (vertex: number) => {
    const known = numbers.get(vertex);
    if (known !== undefined) return known;
    const [x, y, z] = [0, 1, 2].map((axis) => positions[3 * vertex + axis]! * factors[axis]! + offsets[axis]!);
    vertices.add(x!, y!, z!);
    numbers.set(vertex, next);
    return next++;
  };
  for (let i = 3 * firstTriangle; i < 3 * (firstTriangle + triangleCount); i += 3) {
    faces.addTriFace(number(triangles[i]!), number(triangles[i + 1]!), number(triangles[i + 2]!));
  }
}
