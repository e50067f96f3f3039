import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Position } from 'geojson';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import { FORMATS, type FormatId } from '../../contract/formats.ts';
import { bboxFromCenter, type LonLat } from '../../geo/bbox.ts';
import { localFrame } from '../../geo/local-frame.ts';
import { MESH_FORMAT_IDS, READ_MESH, readRhino } from '../../testing/read-meshes.ts';
import { readFile } from '../../testing/read-models.ts';
import { boxMesh, joinMeshes } from '../../testing/scenes.ts';
import { testCity, testScene } from '../../testing/test-scene.ts';
import { georeferenceText } from './georeference.ts';
import { WRITERS } from './writers.ts';

type Place = readonly [lon: number, lat: number, height?: number];

const frame = localFrame(bboxFromCenter([7.42, 43.73], [1000, 800]));
/** Known places: the corners of a small building each. */
const PLACES: Required<Place>[] = [
  [7.42, 43.73, 12.345],
  [7.4141234567, 43.7271234567, -3.21],
  [7.4256789123, 43.7334567891, 104.5],
];
const corners = PLACES.map(([lon, lat, height]) => [...frame.toLocal(lon, lat), height] as const);
const MESH = joinMeshes(
  'buildings',
  corners.map(([x, y, z], i) => boxMesh('buildings', `way/${i}`, [x, y, z], [x + 3, y + 2, z + 5])),
);
const CITY = {
  ...testCity(
    corners.map(([x, y, z], i) => ({
      id: `way/${i}`,
      class: 'house',
      tags: {},
      ground: z,
      base: z,
      parts: [
        {
          id: `way/${i}`,
          footprint: [{ outer: Float64Array.of(x, y, x + 3, y, x + 3, y + 2, x, y + 2), holes: [] }],
          minHeight: 0,
          height: 5,
          provenance: 'measured',
        },
      ],
    })),
  ),
  frame,
};

async function written(format: FormatId, options: FormatOptions) {
  const scene = testScene([MESH], format, { city: CITY, ...options });
  const [file] = await (await WRITERS[format]())(scene, 'a');
  const name = `a.${FORMATS[format].extension}`;
  return { bytes: await readFile(file!), text: georeferenceText(frame, [{ name, placement: scene.placement }]) };
}

/** Finds every known place among those of a file: to a millimetre, in each direction. */
function expectPlaces(found: readonly Place[]): void {
  for (const [lon, lat, height] of PLACES) {
    const offs = found.map((place) =>
      Math.max(
        Math.abs(place[0] - lon) * 111_320 * Math.cos((lat * Math.PI) / 180),
        Math.abs(place[1] - lat) * 111_133,
        Math.abs((place[2] ?? height) - height),
      ),
    );
    expect(Math.min(...offs)).toBeLessThanOrEqual(0.001);
  }
}

/** Does what the text says: `x = X × 2 - 5.5, y = -Z × 2, z = Y × 2 + 31.250`, then the projection. */
function followText(text: string, values: ArrayLike<number>): Place {
  const formula = /: (x = .*, y = .*)/.exec(text)![1]!;
  const [x, y, z] = formula.split(', ').map((one) => {
    const [, sign, name, times = '1', lift = '0'] = /= (-?)([XYZ])(?: × ([\d.e+-]+))?(?: ([+-] [\d.]+))?$/.exec(one)!;
    return (sign === '-' ? -1 : 1) * values['XYZ'.indexOf(name!)]! * Number(times) + Number(lift.replace(' ', ''));
  });
  const proj = /\(PROJ\): (.*)/.exec(text)![1]!;
  const [lon, lat] = proj4(proj).inverse([x!, y!]) as unknown as LonLat;
  return [lon, lat, ...(z === undefined ? [] : [z])] as unknown as Place;
}

const triples = (soup: readonly number[]) =>
  Array.from({ length: soup.length / 3 }, (_, i) => soup.slice(3 * i, 3 * i + 3));

describe('A point of known coordinates comes back within a millimetre', () => {
  const VARIANTS: FormatOptions[] = [
    {},
    { up_axis: 'y', unit: 'ft', z_origin: 'zero' },
    { unit: 'mm', z_origin: 'zero', encoding: 'ascii' },
    { scale: 500, group_by: 'layer', xy_origin: 'corner' },
  ];
  const formats = [...MESH_FORMAT_IDS, '3dm'] as const;
  const cases = formats.flatMap((format) => VARIANTS.map((options) => [format, options] as const));

  it.each(cases)('from %s with %o by what GEOREFERENCE.txt says', async (format, options) => {
    const { bytes, text } = await written(format, options);
    const soup = await (format === '3dm' ? readRhino(bytes) : READ_MESH[format](bytes));
    expectPlaces(triples(soup).map((point) => followText(text, point)));
  });

  it.each([{}, { scale: 1000 }])('from a plan with %o by what GEOREFERENCE.txt says', async (options) => {
    const { bytes, text } = await written('svg', options);
    const paths = [...new TextDecoder().decode(bytes).matchAll(/<path d="(M[^"]*)Z"/g)].map(([, path]) => path!);
    const points = paths.flatMap((path) =>
      [...path.matchAll(/([-\d.]+) ([-\d.]+)/g)].map((pair) => pair.slice(1).map(Number)),
    );
    expect(points.length).toBeGreaterThanOrEqual(4 * PLACES.length);
    expectPlaces(points.map((point) => followText(text, point)));
  });

  it.each<FormatOptions>([{}, { scale: 100, z_origin: 'zero' }, { xy_origin: 'corner' }])(
    'from a GLB with %o by the extras of its root',
    async (options) => {
      const { bytes } = await written('glb', options);
      const json = JSON.parse(
        new TextDecoder().decode(bytes.subarray(20, 20 + new DataView(bytes.buffer).getUint32(12, true))),
      );
      const { origin, proj, scale } = json.nodes[0].extras;
      const places = triples(await READ_MESH.glb(bytes)).map(([x, y, z]): Place => {
        const [lon, lat] = proj4(proj).inverse([x! * scale, -z! * scale]) as unknown as LonLat;
        return [lon, lat, y! * scale + origin.height];
      });
      expectPlaces(places);
    },
  );

  it('from GeoJSON and FlatGeobuf as they are', async () => {
    const outer = (coordinates: unknown) => (coordinates as Position[][])[0]! as unknown as Place[];
    const { features } = JSON.parse(new TextDecoder().decode((await written('geojson', {})).bytes));
    expectPlaces(
      features.flatMap(({ geometry }: { geometry: { coordinates: unknown } }) => outer(geometry.coordinates)),
    );
    const places: Place[] = [];
    for await (const { geometry } of deserialize((await written('flatgeobuf', {})).bytes)) {
      places.push(...outer((geometry as unknown as { coordinates: unknown }).coordinates));
    }
    expectPlaces(places);
  });

  it.each(['cityjson', 'cityjsonseq'] as const)('from %s in its reference system', async (format) => {
    const lines = new TextDecoder().decode((await written(format, {})).bytes).trimEnd();
    const documents = (format === 'cityjson' ? [lines] : lines.split('\n')).map((line) => JSON.parse(line));
    const { scale, translate } = documents[0].transform;
    expect(documents[0].metadata.referenceSystem).toMatch(/\/32632$/);
    const utm = proj4('+proj=utm +zone=32 +datum=WGS84');
    const places = documents.flatMap(({ vertices }) =>
      vertices.map((vertex: number[]): Place => {
        const [east, north, height] = vertex.map((value, axis) => value * scale[axis] + translate[axis]);
        const [lon, lat] = utm.inverse([east, north]) as unknown as LonLat;
        return [lon, lat, height];
      }),
    );
    expectPlaces(places);
  });
});
