import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import { LAYER_IDS } from '../../contract/layers.ts';
import { bboxFromCenter } from '../../geo/bbox.ts';
import { READ_MESH } from '../../testing/read-meshes.ts';
import { readFile } from '../../testing/read-models.ts';
import { describeRealData } from '../../testing/real-data.ts';
import { realData } from '../../testing/real-data-files.ts';
import { SAMPLE_OPTIONS } from '../../testing/sample-options.ts';
import { soupSurface } from '../../testing/soup-surface.ts';
import { testPace, testStages } from '../../testing/test-pace.ts';
import type { MadeModel } from '../pack-export.ts';
import { packExport } from '../pack-export.ts';
import { makeModel } from '../run-export.ts';
import { fileSource } from '../sources/osm/file-source.ts';
import { sampleFeatures } from '../sources/sample/sample-features.ts';
import { sampleTerrain } from '../sources/sample/sample-terrain.ts';
import type { FeatureSource, TerrainSource } from '../sources/source.ts';
import { hgtSource } from '../sources/terrain/hgt-source.ts';
import { writeModel } from './write-model.ts';

type FusedFormat = 'stl' | '3mf' | 'obj' | 'ply';

interface Place {
  readonly bbox: MadeModel['frame']['bbox'];
  readonly features: FeatureSource;
  readonly terrain: TerrainSource;
}

const SAMPLE: Place = {
  bbox: bboxFromCenter([0, 0], [260, 260]),
  features: sampleFeatures(),
  terrain: sampleTerrain(),
};

/** A place with all its layers, made to be fused. */
function model({ bbox, features, terrain }: Place, separateFiles = false): Promise<MadeModel> {
  const { signal } = new AbortController();
  const fetch = () => Promise.reject(new TypeError('no network in tests'));
  const request = {
    bbox,
    format: 'stl' as const,
    include: LAYER_IDS,
    separate_files: separateFiles,
    options: { ...SAMPLE_OPTIONS, fuse: true },
  };
  const context = { signal, fetch, sleep: async () => {}, progress: () => {} };
  return makeModel({ id: 'sample', request, features, terrain, context }, testPace());
}

async function written(made: MadeModel, format: FusedFormat, options: FormatOptions = {}, separateFiles = false) {
  const texts = { comments: [], attributions: ['© someone'] };
  const how = { formats: [format], separateFiles, options: { ...options, fuse: true }, ...texts };
  const [one] = await writeModel({ ...made, ...how }, testPace(), testStages);
  const meshes = one!.files.filter(({ name }) => name.endsWith(`.${format}`));
  return {
    fused: one!.fused,
    scene: one!.scene,
    surfaces: await Promise.all(meshes.map(async (file) => soupSurface(await READ_MESH[format](await readFile(file))))),
    files: one!.files,
  };
}

async function unzipped(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Uint8Array> {
  return (await JSZip.loadAsync(bytes)).file(name)!.async('uint8array');
}

describe('the sample city in one solid', () => {
  let made: MadeModel;
  beforeAll(async () => {
    made = await model(SAMPLE);
  });

  it.each<[FusedFormat, FormatOptions]>([
    ['stl', {}],
    ['stl', { encoding: 'ascii', up_axis: 'y', unit: 'ft', z_origin: 'zero', xy_origin: 'corner' }],
    ['3mf', {}],
    ['3mf', { scale: 3000 }],
    ['obj', {}],
    ['ply', {}],
    ['ply', { encoding: 'ascii', unit: 'mm', scale: 500 }],
  ])('%s with %o: its file is closed, and no two triangles cross', async (format, options) => {
    const { fused, surfaces, scene } = await written(made, format, options);
    const [surface] = surfaces;
    expect(surface).toMatchObject({ closed: true, oriented: true, crossings: 0, degenerate: 0 });
    expect(fused).toMatchObject([{ closed: true, crossings: 0, pieces: surface!.pieces }]);
    const perCubicMetre = Math.abs(scene.placement.factors[0]) ** 3;
    expect(surface!.volume / perCubicMetre / fused[0]!.volume).toBeCloseTo(1, 4);
  });

  it('3MF is one object in the colours of all surfaces', async () => {
    const { files } = await written(made, '3mf');
    const xml = new TextDecoder().decode(await unzipped(await readFile(files[0]!), '3D/3dmodel.model'));
    expect(xml.match(/<mesh>/g)).toHaveLength(1);
    const usual = xml.match(/<object [^>]*pindex="(\d+)"/)![1]!;
    const used = new Set([usual, ...[...xml.matchAll(/p1="(\d+)"/g)].map(([, number]) => number!)]);
    const names = [...xml.matchAll(/<base name="([^"]+)"/g)].map(([, name]) => name!);
    const shown = names.filter((_, number) => used.has(String(number)));
    expect(shown).toEqual(
      expect.arrayContaining([
        'terrain_ground',
        'roads_carriageway',
        'buildings_roof',
        'buildings_wall_ffffff',
        'trees_crown',
        'bridges_deck',
      ]),
    );
  });

  it('gives the same bytes again', async () => {
    const first = await written(made, 'stl');
    const again = await written(made, 'stl');
    expect(Buffer.from(await readFile(again.files[0]!)).equals(Buffer.from(await readFile(first.files[0]!)))).toBe(
      true,
    );
  });

  it('is told by the report', async () => {
    const { report } = await packExport(made, testPace(), testStages);
    expect(report.fused).toMatchObject([{ name: 'sample.stl', closed: true, crossings: 0 }]);
    expect(report.fused![0]!.bodies).toBeGreaterThan(100);
  });
});

it('separate files are fused each on its own', async () => {
  const { fused, surfaces } = await written(await model(SAMPLE, true), 'stl', {}, true);
  expect(fused.map(({ name }) => name)).toEqual(expect.arrayContaining(['sample_terrain.stl', 'sample_buildings.stl']));
  for (const surface of surfaces) expect(surface).toMatchObject({ closed: true, oriented: true, crossings: 0 });
});

describeRealData('Berlin, Siegessäule', () => {
  it('is a closed surface with next to no piece that floats', async () => {
    const bbox = [13.34766, 52.51303, 13.35276, 52.51574] as const;
    const place = {
      bbox,
      features: fileSource(realData('osm/berlin-siegessaeule.osm.gz'), 'siegessaeule'),
      terrain: hgtSource([{ name: 'N52E013.hgt', bytes: realData('terrain/srtm/N52E013.hgt') }]),
    };
    const { surfaces } = await written(await model(place), 'stl');
    expect(surfaces[0]).toMatchObject({ closed: true, oriented: true, crossings: 0, degenerate: 0 });
    expect(surfaces[0]!.pieces).toBeLessThan(4);
  }, 60_000);
});
