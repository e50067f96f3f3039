import type { Map as LibreMap } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { type Bbox, bboxFromCenter } from '../geo/bbox.ts';
import { sketchTiles } from './sketch-tiles.ts';

const CENTER = [2.3183, 48.8725] as const;
const BOX = bboxFromCenter(CENTER, [1000, 1000]);
const LARGE = bboxFromCenter(CENTER, [3000, 2000]);
const SOURCE = {
  type: 'vector',
  tiles: ['https://a.test/{z}/{x}/{y}.pbf'],
  minzoom: 0,
  maxzoom: 14,
  scheme: 'xyz',
  encoding: 'mvt',
};

/** A map with two layers, as far as it is asked. */
function mapWith(source: object, sourceLayer = 'water'): LibreMap {
  return {
    getLayersOrder: () => ['a', 'b'],
    getLayer: () => ({ source: 'base', sourceLayer }),
    getSource: () => source,
  } as unknown as LibreMap;
}

const urls = (map: LibreMap, bbox: Bbox = BOX) => sketchTiles(map, bbox).map(({ url }) => url);

it('names the tiles that cover the box, each once', () => {
  expect(sketchTiles(mapWith(SOURCE), BOX)).toEqual([
    { url: 'https://a.test/14/8297/5635.pbf', x: 8297, y: 5635, z: 14 },
  ]);
  expect(urls(mapWith(SOURCE), bboxFromCenter([2.3071, 48.8725], [1000, 1000]))).toEqual([
    'https://a.test/14/8296/5635.pbf',
    'https://a.test/14/8297/5635.pbf',
  ]);
});

it('takes a zoom at which few tiles cover the box, and none that the map has not', () => {
  for (const side of [20, 300, 1000, 3000, 9000, 50_000]) {
    for (const lat of [-70, 0, 48.8725]) {
      const tiles = sketchTiles(mapWith(SOURCE), bboxFromCenter([2.3, lat], [side, side]));
      expect(tiles.length).toBeGreaterThan(0);
      expect(tiles.length).toBeLessThanOrEqual(4);
      expect(tiles[0]!.z).toBeLessThanOrEqual(14);
    }
  }
});

it('asks as the map does: several servers by turns, rows from the south', () => {
  const servers = ['https://a.test/{z}/{x}/{y}', 'https://b.test/{z}/{x}/{y}'];
  expect(urls(mapWith({ ...SOURCE, tiles: servers }))).toEqual(['https://a.test/14/8297/5635']);
  expect(urls(mapWith({ ...SOURCE, tiles: servers, maxzoom: 13 }))).toEqual(['https://b.test/13/4148/2817']);
  expect(urls(mapWith({ ...SOURCE, scheme: 'tms' }))).toEqual(['https://a.test/14/8297/10748.pbf']);
});

it.each([
  ['a raster map', mapWith({ ...SOURCE, type: 'raster' }), BOX],
  ['a map without layers that a sketch knows', mapWith(SOURCE, 'contours'), BOX],
  ['a box that is larger than all tiles', mapWith({ ...SOURCE, minzoom: 14 }), LARGE],
  ['tiles from a place that cannot be fetched', mapWith({ ...SOURCE, tiles: ['pmtiles://city/{z}/{x}/{y}'] }), BOX],
  ['a map whose description did not come', mapWith({ ...SOURCE, tiles: undefined }), BOX],
  ['tiles of another encoding', mapWith({ ...SOURCE, encoding: 'mlt' }), BOX],
])('names none for %s', (_, map, bbox) => {
  expect(sketchTiles(map, bbox)).toEqual([]);
});
