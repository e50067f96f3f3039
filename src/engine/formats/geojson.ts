import { LAYER_IDS } from '../../contract/layers.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import { ByteWriter } from './byte-writer.ts';
import type { PlainFile, Scene } from './format.ts';
import { GeometryWriter } from './geojson-geometry.ts';
import { JsonWriter } from './json-text.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { featureAttributes, type MapFeature, mapFeatures } from './map-features.ts';
import { longText } from './prepared-text.ts';

const COMMA = 44;
const CLOSE = 125;
const FEATURE = longText('\n{"type":"Feature","id":');
const GEOMETRY = longText(',"geometry":');

/** GeoJSON (RFC 7946): a feature per object in WGS84 degrees, outer rings counter-clockwise, all that is known as properties. */
export async function writeGeojson(scene: Scene, baseName: string): Promise<PlainFile[]> {
  const kernel = await loadPolygonKernel();
  return [{ name: `${baseName}.geojson`, chunks: lazyChunks(() => geojsonChunks(scene, kernel)) }];
}

function* geojsonChunks(scene: Scene, kernel: PolygonKernel): Generator<Uint8Array> {
  const out = new ByteWriter();
  const json = new JsonWriter(out);
  const geometries = new GeometryWriter(out, scene);
  out.text(`{"type":"FeatureCollection","attribution":${JSON.stringify(scene.attributions.join('; '))},"features":[`);
  let first = true;
  for (const feature of mapFeatures(scene, kernel)) {
    if (!geometries.read(feature.geometry)) continue;
    if (!first) out.byte(COMMA);
    writeHead(out, json, feature);
    geometries.write();
    out.byte(CLOSE);
    first = false;
    if (out.hasFinished) yield* out.takeFinished();
  }
  out.text('\n]');
  if (!first) out.text(`,"bbox":[${geometries.bbox().join(',')}]`);
  out.text('}\n');
  yield* out.takeAll();
}

/** What stands between a feature's id and its other properties. */
const LAYERS = new Map(LAYER_IDS.map((layer) => [layer, longText(`,"properties":{"layer":"${layer}"`)]));

/** All that is known of a feature, up to its geometry. */
function writeHead(out: ByteWriter, json: JsonWriter, feature: MapFeature): void {
  const { id, layer, name, tags } = feature;
  out.put(FEATURE);
  json.string(id);
  json.openWith(LAYERS.get(layer)!);
  if (name !== undefined) json.member('name', name);
  json.members(featureAttributes(feature));
  json.objectMember('tags', tags);
  json.close();
  out.put(GEOMETRY);
}
