import { ByteWriter } from '../byte-writer.ts';
import { cityObjects } from '../city-objects.ts';
import type { PlainFile, Scene } from '../format.ts';
import { JsonWriter } from '../json-text.ts';
import { lazyChunks } from '../lazy-chunks.ts';
import { type MapCrs, mapCrs } from '../map-crs.ts';
import { longText } from '../prepared-text.ts';
import { VertexTable } from '../vertex-table.ts';
import { ObjectWriter } from './object-writer.ts';
import { writeVertices } from './vertex-list.ts';

const FEATURE = longText('{"type":"CityJSONFeature","id":');
const FEATURE_OBJECTS = longText(',"CityObjects":{');
const FEATURE_VERTICES = longText('},"vertices":');

/** CityJSON 2.0: objects by their kind with semantic surfaces and attributes, in a map's coordinates. */
export function writeCityjson(scene: Scene, baseName: string): PlainFile[] {
  return [{ name: `${baseName}.city.json`, chunks: lazyChunks(() => cityjsonChunks(scene)) }];
}

/** CityJSONSeq (CityJSON 2.0 text sequences): a line with what holds for all, then a line for each object. */
export function writeCityjsonseq(scene: Scene, baseName: string): PlainFile[] {
  return [{ name: `${baseName}.city.jsonl`, chunks: lazyChunks(() => sequenceChunks(scene)) }];
}

function* cityjsonChunks(scene: Scene): Generator<Uint8Array> {
  const { vertices, crs, origin, head } = begin(scene);
  const out = new ByteWriter();
  const writer = new ObjectWriter(out, vertices);
  out.text(`${head},"CityObjects":{`);
  let first = true;
  for (const object of cityObjects(scene)) {
    out.text(first ? '\n' : ',\n');
    first = false;
    yield* writer.write(object);
    yield* out.takeFinished();
  }
  out.text('\n},\n"vertices":');
  yield* writeVertices(out, vertices);
  out.text(
    `,\n"metadata":${JSON.stringify(metadata(scene, crs, extent(vertices, origin, scene.placement.decimals)))}}\n`,
  );
  yield* out.takeAll();
}

function* sequenceChunks(scene: Scene): Generator<Uint8Array> {
  const { vertices, crs, head } = begin(scene);
  const out = new ByteWriter();
  const json = new JsonWriter(out);
  const writer = new ObjectWriter(out, vertices);
  out.text(`${head},"metadata":${JSON.stringify(metadata(scene, crs))},"CityObjects":{},"vertices":[]}\n`);
  for (const object of cityObjects(scene)) {
    vertices.clear();
    out.put(FEATURE);
    json.string(object.id);
    out.put(FEATURE_OBJECTS);
    yield* writer.write(object, ',');
    out.put(FEATURE_VERTICES);
    yield* writeVertices(out, vertices);
    out.text('}\n');
    yield* out.takeFinished();
  }
  yield* out.takeAll();
}

interface Begun {
  readonly crs: MapCrs;
  readonly vertices: VertexTable;
  /** East, north and height from which the file counts. */
  readonly origin: readonly [number, number, number];
  /** The file's first members, the object still open. */
  readonly head: string;
}

function begin({ city, settings, placement }: Scene): Begun {
  const crs = mapCrs(settings.crs, city.frame);
  const [east, north] = crs.toMap(0, 0);
  const origin = [Math.floor(east), Math.floor(north), 0] as const;
  const step = 10 ** -placement.decimals;
  const transform = { scale: [step, step, step], translate: origin };
  return {
    crs,
    origin,
    vertices: new VertexTable(crs.toMap, [origin[0], origin[1]], placement.decimals),
    head: `{"type":"CityJSON","version":"2.0","transform":${JSON.stringify(transform)}`,
  };
}

function metadata({ attributions, comments }: Scene, { epsg }: MapCrs, geographicalExtent?: readonly number[]) {
  return {
    title: `City model. ${attributions.join('; ')}`,
    ...(epsg !== undefined && { referenceSystem: `https://www.opengis.net/def/crs/EPSG/0/${epsg}` }),
    ...(geographicalExtent && { geographicalExtent }),
    sources: comments,
  };
}

/** Lowest and highest corner in the file's coordinates; `undefined` where there is nothing. */
function extent(vertices: VertexTable, origin: Begun['origin'], decimals: number): number[] | undefined {
  if (vertices.count === 0) return undefined;
  const [min, max] = [Array(3).fill(Infinity), Array(3).fill(-Infinity)] as [number[], number[]];
  const { values } = vertices;
  for (let axis = 0; axis < 3; axis++) {
    let least = Infinity;
    let most = -Infinity;
    for (let i = axis; i < values.length; i += 3) {
      least = Math.min(least, values[i]!);
      most = Math.max(most, values[i]!);
    }
    min[axis] = least;
    max[axis] = most;
  }
  const placed = (corner: number[]) => corner.map((value, axis) => value / 10 ** decimals + origin[axis]!);
  return [...placed(min), ...placed(max)].map((value) => Number(value.toFixed(decimals)));
}
