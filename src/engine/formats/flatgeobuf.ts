import type { ColumnMeta } from 'flatgeobuf/lib/mjs/column-meta.js';
import { magicbytes } from 'flatgeobuf/lib/mjs/constants.js';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { buildFeature } from 'flatgeobuf/lib/mjs/generic/feature.js';
import { buildHeader } from 'flatgeobuf/lib/mjs/generic/featurecollection.js';
import type { IParsedGeometry } from 'flatgeobuf/lib/mjs/generic/geometry.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import { type Polygon, polygonRings } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { Tags } from '../sources/osm-data.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { type MapFeature, type MapGeometry, mapFeatures } from './map-features.ts';

const WGS84 = 4326;
/** Bytes gathered before they are handed over: features are small. */
const BATCH_BYTES = 1 << 18;

/** FlatGeobuf 3: the features of the GeoJSON in binary, with full precision and a column per attribute; without an index. */
export async function writeFlatgeobuf(scene: Scene, baseName: string): Promise<PlainFile[]> {
  const kernel = await loadPolygonKernel();
  return [{ name: `${baseName}.fgb`, chunks: lazyChunks(() => flatgeobufChunks(scene, kernel)) }];
}

function* flatgeobufChunks(scene: Scene, kernel: PolygonKernel): Generator<Uint8Array> {
  const header = headerOf(mapFeatures(scene, kernel));
  yield magicbytes.slice();
  yield buildHeader(header, WGS84).slice();
  let gathered: Uint8Array[] = [];
  let length = 0;
  for (const feature of mapFeatures(scene, kernel)) {
    const bytes = buildFeature(
      geometryOf(feature.geometry, scene.city.frame.toLonLat),
      valuesOf(feature, header),
      header,
    );
    gathered.push(bytes);
    length += bytes.length;
    if (length < BATCH_BYTES) continue;
    yield joined(gathered, length);
    gathered = [];
    length = 0;
  }
  if (length > 0) yield joined(gathered, length);
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
function headerOf(features: Iterable<MapFeature>): HeaderMeta {
  const types = new Map<string, ColumnType>([
    ['layer', ColumnType.String],
    ['id', ColumnType.String],
    ['name', ColumnType.String],
  ]);
  let featuresCount = 0;
  for (const { attributes } of features) {
    featuresCount++;
    for (const [name, value] of Object.entries(attributes)) {
      if (!types.has(name)) types.set(name, typeof value === 'number' ? ColumnType.Double : ColumnType.String);
    }
  }
  types.set('tags', ColumnType.Json);
  const columns = [...types].map(([name, type]) => column(name, type));
  return {
    geometryType: GeometryType.Unknown,
    columns,
    envelope: null,
    featuresCount,
    indexNodeSize: 0,
    crs: null,
    title: null,
    description: null,
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

function valuesOf({ layer, id, name, attributes, tags }: MapFeature, { columns }: HeaderMeta) {
  const known: Readonly<Record<string, string | number | Tags | null | undefined>> = {
    layer,
    id,
    name,
    ...attributes,
    tags: Object.keys(tags).length > 0 ? tags : null,
  };
  return Object.fromEntries((columns ?? []).map(({ name: key }) => [key, known[key] ?? null]));
}

type ToLonLat = Scene['city']['frame']['toLonLat'];

function geometryOf(geometry: MapGeometry, toLonLat: ToLonLat): IParsedGeometry {
  const none = { ends: undefined, parts: undefined } as unknown as Pick<IParsedGeometry, 'ends' | 'parts'>;
  if (geometry.kind === 'point') {
    return { ...none, xy: toLonLat(geometry.x, geometry.y), type: GeometryType.Point };
  }
  if (geometry.kind === 'polygons') {
    const parts = geometry.polygons.map((polygon) => ({ ...none, ...polygonOf(polygon, toLonLat) }));
    if (parts.length === 1) return parts[0]!;
    return { ...none, xy: [], parts, type: GeometryType.MultiPolygon };
  }
  const { xy, ends } = pieces(geometry.lines, toLonLat);
  if (geometry.lines.length === 1) return { ...none, xy, type: GeometryType.LineString };
  return { ...none, xy, ends, type: GeometryType.MultiLineString };
}

function polygonOf(polygon: Polygon, toLonLat: ToLonLat) {
  const closed = polygonRings(polygon).map((ring) => Float64Array.from([...ring, ring[0]!, ring[1]!]));
  return { ...pieces(closed, toLonLat), type: GeometryType.Polygon };
}

/** Lines one after another, with the number of points up to each one's end. */
function pieces(lines: readonly Float64Array[], toLonLat: ToLonLat): { xy: number[]; ends: number[] } {
  const xy: number[] = [];
  const ends: number[] = [];
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) xy.push(...toLonLat(line[i]!, line[i + 1]!));
    ends.push(xy.length / 2);
  }
  return { xy, ends };
}
