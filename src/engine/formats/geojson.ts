import type { PlaneMap } from '../../geo/lattice.ts';
import { polygonRings } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import { ByteWriter } from './byte-writer.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { degreesMap } from './map-crs.ts';
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

/** Put together from text, which is quicker than from objects. */
function featureHead({ id, layer, name, attributes, tags }: MapFeature): string {
  const tagText = JSON.stringify(tags);
  const properties = [
    `"layer":"${layer}"`,
    name === undefined ? '' : `"name":${JSON.stringify(name)}`,
    JSON.stringify(attributes).slice(1, -1),
    tagText === '{}' ? '' : `"tags":${tagText}`,
  ];
  const text = properties.filter((member) => member !== '').join(',');
  return `{"type":"Feature","id":${JSON.stringify(id)},"properties":{${text}},"geometry":`;
}

/** A geometry in degrees: the nesting of its lists by its type, and `lon, lat` pairs already rounded. */
interface Degrees {
  readonly type: string;
  readonly lists: readonly (readonly Float64Array[])[];
}

class GeometryWriter {
  readonly #out: ByteWriter;
  readonly #toLonLat: PlaneMap;
  readonly #decimals: number;
  #west = Infinity;
  #south = Infinity;
  #east = -Infinity;
  #north = -Infinity;

  constructor(out: ByteWriter, { city, settings }: Scene) {
    this.#out = out;
    this.#toLonLat = degreesMap(city.frame);
    this.#decimals = settings.precision === 'auto' ? DECIMALS : settings.precision;
  }

  /** Everything written so far: west, south, east, north. */
  bbox(): string[] {
    return [this.#west, this.#south, this.#east, this.#north].map((value) => value.toFixed(this.#decimals));
  }

  /** Nothing where rounding leaves nothing. */
  prepare(geometry: MapGeometry): Degrees | undefined {
    if (geometry.kind === 'point') {
      return { type: 'Point', lists: [[this.#points(Float64Array.of(geometry.x, geometry.y), false)]] };
    }
    if (geometry.kind === 'lines') {
      const lines = geometry.lines.map((line) => this.#points(line, false)).filter(({ length }) => length >= 4);
      if (lines.length === 0) return undefined;
      return { type: lines.length === 1 ? 'LineString' : 'MultiLineString', lists: [lines] };
    }
    const polygons = geometry.polygons
      .map((polygon) => polygonRings(polygon).map((ring) => this.#points(ring, true)))
      .filter(([outer]) => outer!.length >= 8)
      .map((rings) => rings.filter(({ length }) => length >= 8));
    if (polygons.length === 0) return undefined;
    return { type: polygons.length === 1 ? 'Polygon' : 'MultiPolygon', lists: polygons };
  }

  write({ type, lists }: Degrees): void {
    const out = this.#out;
    out.text('{"type":"');
    out.text(type);
    out.text('","coordinates":');
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
    const lon = points[from]!;
    const lat = points[from + 1]!;
    if (lon < this.#west) this.#west = lon;
    if (lon > this.#east) this.#east = lon;
    if (lat < this.#south) this.#south = lat;
    if (lat > this.#north) this.#north = lat;
    this.#out.text('[');
    this.#out.fixed(lon, this.#decimals);
    this.#out.text(',');
    this.#out.fixed(lat, this.#decimals);
    this.#out.text(']');
  }

  /** In degrees, rounded, without points that rounding made the same as the one before; a ring's first point again at its end. */
  #points(line: Float64Array, isRing: boolean): Float64Array {
    const power = 10 ** this.#decimals;
    const points = new Float64Array(line.length + (isRing ? 2 : 0));
    let length = 0;
    for (let i = 0; i < points.length; i += 2) {
      const from = i % line.length;
      const [exactLon, exactLat] = this.#toLonLat(line[from]!, line[from + 1]!);
      const lon = Math.round(exactLon * power) / power;
      const lat = Math.round(exactLat * power) / power;
      if (length > 0 && lon === points[length - 2] && lat === points[length - 1]) continue;
      points[length++] = lon;
      points[length++] = lat;
    }
    return points.subarray(0, length);
  }
}
