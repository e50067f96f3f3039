import { PbfWriter } from 'pbf';
import { afterEach, expect, it, vi } from 'vitest';
import { bboxFromCenter } from '../geo/bbox.ts';
import { describeRealData } from '../testing/real-data.ts';
import { realData } from '../testing/real-data-files.ts';
import { serveSketch } from './serve-sketch.ts';

afterEach(() => vi.unstubAllGlobals());

/** Of zoom 14, in Paris. */
const TILE = { url: 'https://tiles.test/14/8297/5635', x: 8297, y: 5635, z: 14 };
const BOX = bboxFromCenter([2.3183, 48.8725], [1000, 1000]);

it('draws what the tiles hold, and leaves out tunnels, other uses and points', async () => {
  answers(() => new Response(tile()));
  const answer = await serveSketch({ bbox: BOX, tiles: [TILE] });
  expect(answer).toEqual({
    sketch: {
      width: 128,
      height: 128,
      paths: { water: expect.stringMatching(/^M.*z$/), roads: expect.stringMatching(/^M[^z]*$/) },
    },
  });
});

it('takes a tile that does not exist for empty', async () => {
  answers(() => new Response(null, { status: 404 }));
  expect(await serveSketch({ bbox: BOX, tiles: [TILE] })).toEqual({ sketch: undefined });
  answers(() => new Response(null, { status: 204 }));
  expect(await serveSketch({ bbox: BOX, tiles: [TILE] })).toEqual({ sketch: undefined });
});

it('gives no half picture where a tile cannot be had or read', async () => {
  answers(() => new Response(null, { status: 500 }));
  expect(await serveSketch({ bbox: BOX, tiles: [TILE] })).toEqual({ failure: expect.stringContaining('status 500') });
  answers(() => new Response('<html>not a tile</html>'));
  expect(await serveSketch({ bbox: BOX, tiles: [TILE] })).toEqual({ failure: expect.any(String) });
});

describeRealData('a dense part of Paris', () => {
  it('has streets, roads, green and buildings, and stays small', async () => {
    answers(() => new Response(realData('vectortiles/paris-omt-14-8297-5635.mvt')));
    const answer = await serveSketch({ bbox: BOX, tiles: [TILE] });
    expect(Object.keys('sketch' in answer ? answer.sketch!.paths : {})).toEqual(
      expect.arrayContaining(['green', 'streets', 'roads', 'buildings']),
    );
    expect(JSON.stringify(answer).length).toBeLessThan(16_000);
  });
});

function answers(answer: () => Response): void {
  vi.stubGlobal('fetch', (url: string) =>
    url === TILE.url ? Promise.resolve(answer()) : Promise.reject(new Error(url)),
  );
}

/** By the protocol buffers of the Mapbox Vector Tile specification 2.1. */
function tile(): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter();
  layer(pbf, 'water', [{ type: 3, geometry: square(1000) }]);
  layer(pbf, 'landuse', [{ type: 3, geometry: square(1500), tags: ['class', 'residential'] }]);
  layer(pbf, 'transportation', [
    { type: 2, geometry: line(), tags: ['class', 'primary'] },
    { type: 2, geometry: line(), tags: ['class', 'primary', 'brunnel', 'tunnel'] },
  ]);
  layer(pbf, 'poi', [{ type: 1, geometry: [9, zigzag(2000), zigzag(2000)] }]);
  return new Uint8Array(pbf.finish());
}

interface TileFeature {
  readonly type: 1 | 2 | 3;
  readonly geometry: number[];
  /** Keys and values by turns. */
  readonly tags?: readonly string[];
}

function layer(tile: PbfWriter, name: string, features: readonly TileFeature[]): void {
  const words = features.flatMap(({ tags = [] }) => tags);
  tile.writeMessage(
    3,
    (_, pbf) => {
      pbf.writeVarintField(15, 2);
      pbf.writeStringField(1, name);
      for (const { type, geometry, tags = [] } of features) {
        pbf.writeMessage(
          2,
          (__, inner) => {
            inner.writePackedVarint(
              2,
              tags.map((word) => words.indexOf(word)),
            );
            inner.writeVarintField(3, type);
            inner.writePackedVarint(4, geometry);
          },
          undefined,
        );
      }
      for (const word of words) pbf.writeStringField(3, word);
      for (const word of words) pbf.writeMessage(4, (__, inner) => inner.writeStringField(1, word), undefined);
      pbf.writeVarintField(5, 4096);
    },
    undefined,
  );
}

const zigzag = (value: number) => (value << 1) ^ (value >> 31);

/** Commands: 9 = one MoveTo, 26 = three LineTo, 10 = one LineTo, 15 = ClosePath. */
const square = (at: number) => [9, zigzag(at), zigzag(at), 26, zigzag(500), 0, 0, zigzag(500), zigzag(-500), 0, 15];
const line = () => [9, 0, zigzag(1200), 10, zigzag(4096), 0];
