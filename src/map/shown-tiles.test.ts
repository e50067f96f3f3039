import type { Map as LibreMap } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { type Bbox, bboxFromCenter } from '../geo/bbox.ts';
import { mercatorX, mercatorY } from '../geo/mercator.ts';
import { shownTiles } from './shown-tiles.ts';

const CENTER = [2.3183, 48.8725] as const;
const BOX = bboxFromCenter(CENTER, [400, 400]);
const SOURCE = {
  type: 'vector',
  tiles: ['https://a.test/{z}/{x}/{y}.pbf'],
  minzoom: 0,
  maxzoom: 14,
  tileSize: 512,
  scheme: 'xyz',
  encoding: 'mvt',
};

/** A map of 1024 × 768 pixels, as far as it is asked. */
function mapWith(source: object, zoom = 15.3, sourceLayer = 'water'): LibreMap {
  const pixels = 512 * 2 ** zoom;
  const [left, top] = [mercatorX(CENTER[0]) * pixels - 512, mercatorY(CENTER[1]) * pixels - 384];
  return {
    getZoom: () => zoom,
    getContainer: () => ({ clientWidth: 1024, clientHeight: 768 }),
    project: ([lon, lat]: [number, number]) => ({
      x: mercatorX(lon) * pixels - left,
      y: mercatorY(lat) * pixels - top,
    }),
    getLayersOrder: () => ['a', 'b'],
    getLayer: () => ({ source: 'base', sourceLayer }),
    getSource: () => source,
  } as unknown as LibreMap;
}

const urls = (map: LibreMap, bbox: Bbox = BOX) => shownTiles(map, bbox).map(({ url }) => url);

it('names the tiles that the map shows the box with, each once', () => {
  expect(shownTiles(mapWith(SOURCE), BOX)).toEqual([
    { url: 'https://a.test/14/8297/5635.pbf', x: 8297, y: 5635, z: 14 },
  ]);
  expect(urls(mapWith(SOURCE, 13.2))).toEqual(['https://a.test/13/4148/2817.pbf']);
  const overBorder = bboxFromCenter([2.3071, 48.8725], [200, 200]);
  expect(urls(mapWith(SOURCE, 14.5), overBorder)).toEqual([
    'https://a.test/14/8296/5635.pbf',
    'https://a.test/14/8297/5635.pbf',
  ]);
});

it('asks as the map does: several servers by turns, rows from the south, smaller tiles', () => {
  const servers = ['https://a.test/{z}/{x}/{y}', 'https://b.test/{z}/{x}/{y}'];
  expect(urls(mapWith({ ...SOURCE, tiles: servers }))).toEqual(['https://a.test/14/8297/5635']);
  expect(urls(mapWith({ ...SOURCE, tiles: servers }, 13.2))).toEqual(['https://b.test/13/4148/2817']);
  expect(urls(mapWith({ ...SOURCE, scheme: 'tms' }))).toEqual(['https://a.test/14/8297/10748.pbf']);
  expect(urls(mapWith({ ...SOURCE, tileSize: 256, maxzoom: 20 }, 13.2))).toEqual(['https://a.test/14/8297/5635.pbf']);
});

it.each([
  ['a box that is not shown as a whole', mapWith(SOURCE), bboxFromCenter(CENTER, [9000, 400])],
  ['a box that is small on the screen', mapWith(SOURCE), bboxFromCenter(CENTER, [50, 50])],
  ['a raster map', mapWith({ ...SOURCE, type: 'raster' }), BOX],
  ['a map without layers that a sketch knows', mapWith(SOURCE, 15.3, 'contours'), BOX],
  ['a map before its first tiles', mapWith({ ...SOURCE, minzoom: 14 }, 12.7), bboxFromCenter(CENTER, [2000, 2000])],
  ['tiles from a place that cannot be fetched', mapWith({ ...SOURCE, tiles: ['pmtiles://city/{z}/{x}/{y}'] }), BOX],
  ['a map whose description did not come', mapWith({ ...SOURCE, tiles: undefined }), BOX],
  ['tiles of another encoding', mapWith({ ...SOURCE, encoding: 'mlt' }), BOX],
])('names none for %s', (_, map, bbox) => {
  expect(shownTiles(map, bbox)).toEqual([]);
});
