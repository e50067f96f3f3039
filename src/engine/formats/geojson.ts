import type { Ring } from '../polygon/polygon.ts';
import { polygonRings } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import { ByteWriter } from './byte-writer.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { type MapFeature, type MapGeometry, mapFeatures } from './map-features.ts';

/** Decimals of degrees: 8 are a millimetre. */
const DECIMALS = 8;

/** GeoJSON (RFC 7946): a feature per object in WGS84 degrees, outer rings counter-clockwise, all that is known as properties. */
export async function writeGeojson(scene: Scene, baseName: string): Promise<PlainFile[]> {
  const kernel = await loadPolygonKernel();
  return [{ name: `${baseName}.geojson`, chunks: lazyChunks(() => geojsonChunks(scene, kernel)) }];
}

function* geojsonChunks(scene: Scene, kernel: PolygonKernel): Generator<Uint8Array> {
  const out = new ByteWriter();
  const writer = new GeometryWriter(out, scene);
  out.text(`{"type":"FeatureCollection","attribution":${JSON.stringify(scene.attributions.join('; '))},"features":[`);
  let first = true;
  for (const feature of mapFeatures(scene, kernel)) {
    const geometry = writer.prepare(feature.geometry);
    if (!geometry) continue;
    out.text(`${first ? '' : ','}\n${featureHead(feature)}`);
    writer.write(geometry);
    out.text('}');
    first = false;
    yield* out.takeFinished();
  }
  out.text('\n]');
  if (!first) out.text(`,"bbox":[${writer.bbox().join(',')}]`);
  out.text('}\n');
  yield* out.takeAll();
}

function featureHead({ id, layer, name, attributes, tags }: MapFeature): string {
  const named = name === undefined ? {} : { name };
  const properties = { layer, ...named, ...attributes, ...(Object.keys(tags).length > 0 && { tags }) };
  return `{"type":"Feature","id":${JSON.stringify(id)},"properties":${JSON.stringify(properties)},"geometry":`;
}

/** A geometry in degrees: the nesting of its lists by its type, and `lon, lat` pairs already rounded. */
interface Degrees {
  readonly type: string;
  readonly lists: readonly (readonly Float64Array[])[];
}

class GeometryWriter {
  readonly #out: ByteWriter;
  readonly #toLonLat: Scene['city']['frame']['toLonLat'];
  readonly #decimals: number;
  readonly #bounds = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];

  constructor(out: ByteWriter, { city, settings }: Scene) {
    this.#out = out;
    this.#toLonLat = city.frame.toLonLat;
    this.#decimals = settings.precision === 'auto' ? DECIMALS : settings.precision;
  }

  /** Everything written so far: west, south, east, north. */
  bbox(): string[] {
    return this.#bounds.map((value) => value.toFixed(this.#decimals));
  }

  /** Nothing where rounding leaves nothing. */
  prepare(geometry: MapGeometry): Degrees | undefined {
    if (geometry.kind === 'point') {
      return { type: 'Point', lists: [[this.#points(Float64Array.of(geometry.x, geometry.y))]] };
    }
    if (geometry.kind === 'lines') {
      const lines = geometry.lines.map((line) => this.#points(line)).filter(({ length }) => length >= 4);
      if (lines.length === 0) return undefined;
      return { type: lines.length === 1 ? 'LineString' : 'MultiLineString', lists: [lines] };
    }
    const polygons = geometry.polygons
      .map((polygon) => polygonRings(polygon).map((ring) => this.#ring(ring)))
      .filter(([outer]) => outer!.length >= 8)
      .map((rings) => rings.filter(({ length }) => length >= 8));
    if (polygons.length === 0) return undefined;
    return { type: polygons.length === 1 ? 'Polygon' : 'MultiPolygon', lists: polygons };
  }

  write({ type, lists }: Degrees): void {
    const out = this.#out;
    out.text(`{"type":"${type}","coordinates":`);
    if (type === 'Point') this.#position(lists[0]![0]!, 0);
    else if (type === 'LineString') this.#positions(lists[0]![0]!);
    else if (type === 'MultiPolygon') this.#list(lists, (rings) => this.#list(rings, (ring) => this.#positions(ring)));
    else this.#list(lists[0]!, (points) => this.#positions(points));
    out.text('}');
  }

  #list<Item>(items: readonly Item[], write: (item: Item) => void): void {
    for (const [index, item] of items.entries()) {
      this.#out.text(index === 0 ? '[' : ',');
      write(item);
    }
    this.#out.text(']');
  }

  #positions(points: Float64Array): void {
    for (let i = 0; i < points.length; i += 2) {
      this.#out.text(i === 0 ? '[' : ',');
      this.#position(points, i);
    }
    this.#out.text(']');
  }

  #position(points: Float64Array, from: number): void {
    const [lon, lat] = [points[from]!, points[from + 1]!];
    const [west, south, east, north] = this.#bounds;
    this.#bounds.splice(0, 4, Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat));
    this.#out.text('[');
    this.#out.fixed(lon, this.#decimals);
    this.#out.text(',');
    this.#out.fixed(lat, this.#decimals);
    this.#out.text(']');
  }

  #ring(ring: Ring): Float64Array {
    const closed = new Float64Array(ring.length + 2);
    closed.set(ring);
    closed.set(ring.subarray(0, 2), ring.length);
    return this.#points(closed);
  }

  /** In degrees, rounded, without points that rounding made the same as the one before. */
  #points(line: Float64Array): Float64Array {
    const power = 10 ** this.#decimals;
    const points: number[] = [];
    for (let i = 0; i < line.length; i += 2) {
      const [lon, lat] = this.#toLonLat(line[i]!, line[i + 1]!).map((value) => Math.round(value * power) / power);
      if (lon !== points.at(-2) || lat !== points.at(-1)) points.push(lon!, lat!);
    }
    return Float64Array.from(points);
  }
}
