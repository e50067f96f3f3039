import { LAYERS, type LayerId } from '../../contract/layers.ts';
import { COVER_IDS, COVERS, type CoverId } from '../city/covers.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import type { Body, LayerMesh } from '../mesh/layer-mesh.ts';
import type { Tags } from '../sources/osm-data.ts';
import type { Attributes, BodyInfo } from './attributes.ts';
import type { Scene } from './format.ts';
import { groundPieces } from './ground-owners.ts';
import { oncePer } from './once-per.ts';

/** Triangles of an object in local metres: a range of arrays that the shapes of a layer share. */
export interface ObjectShape {
  /** `x, y, z` per vertex. */
  readonly positions: Float64Array;
  /** Three vertices per triangle, counter-clockwise seen from outside or above. */
  readonly triangles: Uint32Array;
  /** Index into `SURFACES` per triangle. */
  readonly surfaces: Uint8Array;
  /** The object's first triangle, and the number of its triangles. */
  readonly firstTriangle: number;
  readonly triangleCount: number;
  /** Whether it encloses a volume; otherwise it is a piece of the ground. */
  readonly solid: boolean;
  readonly colours: Body['colours'] | undefined;
}

/**
 * An object of the city as formats want it that know what things are: a building, a road, a tree. All have the same members,
 * so that thousands are made and read quickly.
 */
export interface CityObject {
  readonly layer: LayerId;
  /** Unique in the file. */
  readonly id: string;
  /** The OSM element, where it is one. */
  readonly osmId: string | undefined;
  readonly name: string | undefined;
  readonly attributes: Attributes;
  readonly tags: Tags;
  /** Of objects on the ground. */
  readonly cover: CoverId | undefined;
  readonly shape: ObjectShape | undefined;
  /** Parts of a building; further decks and the piers of a bridge. */
  readonly parts: readonly CityObject[];
}

const GROUND_LAYERS: ReadonlySet<LayerId> = new Set(Object.values(COVERS));

/**
 * The objects of a file's layers, one layer after another. Those on the ground are its surface alone; where `closed`, its
 * sides and its base are there too: as a part of the terrain's object, or else as an object of their own. A layer that is a
 * solid by itself is one object then.
 */
export function* cityObjects(scene: Scene, { closed = false } = {}): Generator<CityObject> {
  const ids = uniqueIds();
  for (const mesh of scene.layers) {
    if (!GROUND_LAYERS.has(mesh.layer)) yield* standingObjects(scene, mesh, ids);
    else if (closed && isClosed(mesh)) yield* groundBodies(mesh, ids);
    else {
      yield* groundObjects(scene, mesh.layer, ids);
      if (closed) yield* closingObjects(mesh, ids);
    }
  }
}

/** Where the ground's sides and base belong to an object of a layer. */
function isClosed({ layer, shell }: LayerMesh): boolean {
  return layer === 'terrain' || !shell;
}

function* groundBodies(mesh: LayerMesh, uniqueId: UniqueId): Generator<CityObject> {
  const { layer, bodies } = mesh;
  for (const body of bodies) {
    const shape = { ...bodyShape(mesh, body), solid: !mesh.shell };
    yield groundObject(layer, uniqueId(body.id, layer), LAYERS[layer].label, shape);
  }
}

/** What closes the ground of a layer below. */
function* closingObjects(
  { layer, positions, triangles, surfaces }: LayerMesh,
  uniqueId: UniqueId,
): Generator<CityObject> {
  const own = [...surfaces.keys()].filter((triangle) => surfaces[triangle]! >= COVER_IDS.length);
  if (own.length === 0) return;
  const shape = {
    positions,
    triangles: Uint32Array.from(own.flatMap((triangle) => [...triangles.subarray(3 * triangle, 3 * triangle + 3)])),
    surfaces: Uint8Array.from(own, (triangle) => surfaces[triangle]!),
    firstTriangle: 0,
    triangleCount: own.length,
    solid: false,
    colours: undefined,
  };
  yield groundObject(layer, uniqueId(`${layer}/underside`, layer), `${LAYERS[layer].label}, underside`, shape);
}

/** Ground of which nothing more is known than its cover, if that. */
function groundObject(layer: LayerId, id: string, name: string, shape: ObjectShape, cover?: CoverId): CityObject {
  const attributes: Attributes = cover === undefined ? {} : { class: cover };
  return { layer, id, osmId: undefined, name, attributes, tags: {}, cover, shape, parts: [] };
}

type UniqueId = (id: string, layer: LayerId) => string;

/** One OSM element can be several objects, for example a meadow and the fence around it. */
function uniqueIds(): UniqueId {
  const used = new Set<string>();
  return (id, layer) => {
    let free = id;
    // Added at once and not looked for before: nearly all are free.
    for (let n = 1, size = used.size; used.add(free).size === size; n++) {
      free = n === 1 ? `${id}@${layer}` : `${id}@${layer}-${n}`;
    }
    return free;
  };
}

/** `x, y, z` per vertex of the ground. */
const groundPositions = oncePer(({ x, y, z }: GroundSurface): Float64Array => {
  const positions = new Float64Array(3 * z.length);
  for (let i = 0; i < z.length; i++) {
    positions[3 * i] = x[i]!;
    positions[3 * i + 1] = y[i]!;
    positions[3 * i + 2] = z[i]!;
  }
  return positions;
});

function* groundObjects({ city, attributesOf }: Scene, layer: LayerId, uniqueId: UniqueId): Generator<CityObject> {
  if (!city.surface) return;
  const positions = groundPositions(city.surface);
  const { pieces, triangles, covers: surfaces } = groundPieces(city);
  for (const { cover, owner, firstTriangle, triangleCount } of pieces.get(layer) ?? []) {
    const shape = { positions, triangles, surfaces, firstTriangle, triangleCount, solid: false, colours: undefined };
    if (!owner) {
      const id = uniqueId(layer === 'terrain' ? layer : cover, layer);
      yield groundObject(layer, id, LAYERS[layer].label, shape, cover);
      continue;
    }
    const { id, name, tags } = owner;
    const { attributes } = attributesOf(layer, id);
    yield { layer, id: uniqueId(id, layer), osmId: osmId(id), name, attributes, tags, cover, shape, parts: [] };
  }
}

/** Without the number of a piece; the sea, for one, is no element. */
function osmId(id: string): string | undefined {
  return /^(?:node|way|relation)\/\d+/.exec(id)?.[0];
}

/** Bodies with what is known of the object that they are of. */
interface BodyGroup {
  readonly info: BodyInfo;
  readonly bodies: Body[];
}

function* standingObjects(scene: Scene, mesh: LayerMesh, uniqueId: UniqueId): Generator<CityObject> {
  const { layer } = mesh;
  for (const { info, bodies } of bodyGroups(scene, mesh)) {
    const id = uniqueId(info.id, layer);
    const name = info.name ?? bodies.find((body) => body.name !== undefined)?.name;
    const [first] = bodies as [Body, ...Body[]];
    const isOne = bodies.length === 1;
    // A building of several parts is the sum of them; of other things the first body is the thing itself.
    const isSum = layer === 'buildings' && !isOne;
    yield {
      layer,
      id,
      osmId: osmId(info.id),
      name,
      attributes: layer === 'buildings' && isOne ? Object.assign({}, info.attributes, info.part) : info.attributes,
      tags: info.tags,
      cover: undefined,
      shape: isSum ? undefined : bodyShape(mesh, first),
      parts: isOne ? [] : bodies.slice(isSum ? 0 : 1).map((body) => partObject(scene, mesh, body, uniqueId)),
    };
  }
}

function partObject({ attributesOf }: Scene, mesh: LayerMesh, body: Body, uniqueId: UniqueId): CityObject {
  const { layer } = mesh;
  const { part } = attributesOf(layer, body.id);
  const shape = bodyShape(mesh, body);
  const id = uniqueId(body.id, layer);
  return {
    layer,
    id,
    osmId: osmId(body.id),
    name: undefined,
    attributes: part,
    tags: {},
    cover: undefined,
    shape,
    parts: [],
  };
}

/** The bodies of each object, which need not follow one another: piers come after all decks. */
function bodyGroups({ attributesOf }: Scene, { layer, bodies }: LayerMesh): Iterable<BodyGroup> {
  const groups = new Map<string, BodyGroup>();
  for (const body of bodies) {
    const info = attributesOf(layer, layer === 'bridges' ? body.id.replace(/#pier\d+$/, '') : body.id);
    const group = groups.get(info.id);
    if (group) group.bodies.push(body);
    else groups.set(info.id, { info, bodies: [body] });
  }
  return groups.values();
}

function bodyShape({ positions, triangles, surfaces }: LayerMesh, body: Body): ObjectShape {
  const { firstTriangle, triangleCount, colours } = body;
  return { positions, triangles, surfaces, firstTriangle, triangleCount, solid: true, colours };
}
