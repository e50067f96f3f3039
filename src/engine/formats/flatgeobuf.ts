import type { ColumnMeta } from 'flatgeobuf/lib/mjs/column-meta.js';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { buildFeature } from 'flatgeobuf/lib/mjs/generic/feature.js';
import type { IParsedGeometry } from 'flatgeobuf/lib/mjs/generic/geometry.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import type { PlaneMap } from '../../geo/lattice.ts';
import { type Polygon, polygonRings } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { Tags } from '../sources/osm-data.ts';
import { flatgeobufHead } from './flatgeobuf-header.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { degreesMap } from './map-crs.ts';
import { featureAttributes, type MapFeature, type MapGeometry, mapFeatures } from './map-features.ts';
import { type Box, boxAround, hilbertOrder, NODE_SIZE, packedRTree } from './packed-r-tree.ts';

/** Bytes gathered before they are handed over: features are small. */
const BATCH_BYTES = 1 << 18;
/** Bytes of features that are kept from the pass that measures them. */
const KEPT_BYTES = 16 * 2 ** 20;

/**
 * FlatGeobuf 3: the features of the GeoJSON in binary, with full precision, a column per attribute and a spatial index. They are
 * in the order of the index, so what is known of each stays in memory meanwhile; their bytes do not.
 */
export async function writeFlatgeobuf(scene: Scene, baseName: string): Promise<PlainFile[]> {
  const kernel = await loadPolygonKernel();
  return [{ name: `${baseName}.fgb`, chunks: lazyChunks(() => flatgeobufChunks(scene, kernel, baseName)) }];
}

function* flatgeobufChunks(scene: Scene, kernel: PolygonKernel, name: string): Generator<Uint8Array> {
  const toLonLat = degreesMap(scene.city.frame);
  const found = [...mapFeatures(scene, kernel)];
  const boxesFound = found.map(({ geometry }) => degreesBox(geometry, toLonLat));
  const order = hilbertOrder(boxesFound);
  const features = order.map((number) => found[number]!);
  const boxes = order.map((number) => boxesFound[number]!);
  const header = headerOf(features, boxes, scene.attributions.join('; '));
  const encode = (feature: MapFeature) =>
    buildFeature(geometryOf(feature.geometry, toLonLat), valuesOf(feature, header), header);
  yield flatgeobufHead(name, header);
  const { offsets, kept } = measured(features, encode);
  if (features.length > 0) yield* pieces(packedRTree(boxes, offsets));
  let gathered: Uint8Array[] = [];
  let length = 0;
  for (const [number, feature] of features.entries()) {
    const bytes = kept[number] ?? encode(feature);
    gathered.push(bytes);
    length += bytes.length;
    if (length < BATCH_BYTES) continue;
    yield joined(gathered, length);
    gathered = [];
    length = 0;
  }
  if (length > 0) yield joined(gathered, length);
}

/** Where each feature's bytes begin; as many of them as fit into memory are kept, the others are to be made again. */
function measured(features: readonly MapFeature[], encode: (feature: MapFeature) => Uint8Array) {
  const kept: Uint8Array[] = [];
  let offset = 0;
  const offsets = features.map((feature) => {
    const own = offset;
    const bytes = encode(feature);
    offset += bytes.length;
    if (offset <= KEPT_BYTES) kept.push(bytes);
    return own;
  });
  return { offsets, kept };
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += BATCH_BYTES) yield bytes.slice(from, from + BATCH_BYTES);
}

/** The box around a geometry in degrees. */
function degreesBox(geometry: MapGeometry, toLonLat: PlaneMap): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const points of outlines(geometry)) {
    for (let i = 0; i < points.length; i += 2) {
      const [lon, lat] = toLonLat(points[i]!, points[i + 1]!);
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  }
  return [west, south, east, north];
}

function outlines(geometry: MapGeometry): readonly Float64Array[] {
  if (geometry.kind === 'point') return [Float64Array.of(geometry.x, geometry.y)];
  return geometry.kind === 'lines' ? geometry.lines : geometry.polygons.flatMap(polygonRings);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Columns are those that any feature fills, in the order in which they occur. */
function headerOf(features: readonly MapFeature[], boxes: readonly Box[], description: string): HeaderMeta {
  const types = new Map<string, ColumnType>([
    ['layer', ColumnType.String],
    ['id', ColumnType.String],
    ['name', ColumnType.String],
  ]);
  for (const feature of features) {
    for (const [name, value] of Object.entries(featureAttributes(feature))) {
      if (!types.has(name)) types.set(name, typeof value === 'number' ? ColumnType.Double : ColumnType.String);
    }
  }
  types.set('tags', ColumnType.Json);
  const columns = [...types].map(([name, type]) => column(name, type));
  return {
    geometryType: GeometryType.Unknown,
    columns,
    envelope: features.length > 0 ? Float64Array.from(boxAround(boxes)) : null,
    featuresCount: features.length,
    indexNodeSize: features.length > 0 ? NODE_SIZE : 0,
    crs: null,
    title: null,
    description,
    metadata: null,
  };
}

function column(name: string, type: ColumnType): ColumnMeta {
  return {
    name,
    type,
    title: null,
    description: null,
    width: -1,
    precision: -1,
    scale: -1,
    nullable: true,
    unique: false,
    primary_key: false,
  };
}

function valuesOf(feature: MapFeature, { columns }: HeaderMeta) {
  const { layer, id, name, tags } = feature;
  const known: Readonly<Record<string, string | number | Tags | null | undefined>> = {
    layer,
    id,
    name,
    ...featureAttributes(feature),
    tags: Object.keys(tags).length > 0 ? tags : null,
  };
  return Object.fromEntries((columns ?? []).map(({ name: key }) => [key, known[key] ?? null]));
}

function geometryOf(geometry: MapGeometry, toLonLat: PlaneMap): IParsedGeometry {
  const none = { ends: undefined, parts: undefined } as unknown as Pick<IParsedGeometry, 'ends' | 'parts'>;
  if (geometry.kind === 'point') {
    return { ...none, xy: toLonLat(geometry.x, geometry.y), type: GeometryType.Point };
  }
  if (geometry.kind === 'polygons') {
    const parts = geometry.polygons.map((polygon) => ({ ...none, ...polygonOf(polygon, toLonLat) }));
    if (parts.length === 1) return parts[0]!;
    return { ...none, xy: [], parts, type: GeometryType.MultiPolygon };
  }
  const { xy, ends } = linePieces(geometry.lines, toLonLat);
  if (geometry.lines.length === 1) return { ...none, xy, type: GeometryType.LineString };
  return { ...none, xy, ends, type: GeometryType.MultiLineString };
}

function polygonOf(polygon: Polygon, toLonLat: PlaneMap) {
  const closed = polygonRings(polygon).map((ring) => Float64Array.from([...ring, ring[0]!, ring[1]!]));
  return { ...linePieces(closed, toLonLat), type: GeometryType.Polygon };
}

/** Lines one after another, with the number of points up to each one's end. */
function linePieces(lines: readonly Float64Array[], toLonLat: PlaneMap): { xy: number[]; ends: number[] } {
  const xy: number[] = [];
  const ends: number[] = [];
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) xy.push(...toLonLat(line[i]!, line[i + 1]!));
    ends.push(xy.length / 2);
  }
  return { xy, ends };
}
