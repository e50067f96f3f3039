import type { BrowserContext } from '@playwright/test';
import { recordedData } from './recorded-data.ts';
import { CONFIG } from './services.ts';

const TILES = 'https://tiles.test';
const RECORDED = '14/8297/5635';

const layer = (id: string, type: string, sourceLayer: string, colour: string) => ({
  id,
  type,
  source: 'openmaptiles',
  'source-layer': sourceLayer,
  paint: { [`${type}-color`]: colour },
});

/** The layers that a sketch needs, as the usual style has them. */
const STYLE = {
  version: 8,
  sources: { openmaptiles: { type: 'vector', tiles: [`${TILES}/{z}/{x}/{y}`], minzoom: 14, maxzoom: 14 } },
  layers: [
    { id: 'background', type: 'background', paint: { 'background-color': '#f8f4f0' } },
    layer('park', 'fill', 'park', '#d8e8c8'),
    layer('landcover_grass', 'fill', 'landcover', '#cde0b8'),
    layer('landuse', 'fill', 'landuse', '#ece8df'),
    layer('water', 'fill', 'water', '#9ec0f0'),
    layer('road_casing', 'line', 'transportation', '#cfcdca'),
    layer('road', 'line', 'transportation', '#ffffff'),
    layer('building-3d', 'fill-extrusion', 'building', '#dfdbd7'),
  ],
};

/** Gives the page a base map of vector tiles, of which there is one: a dense part of Paris. */
export async function mapOfParis(context: BrowserContext): Promise<void> {
  const cors = { 'access-control-allow-origin': '*' };
  await context.route(CONFIG.mapStyle, (route) => route.fulfill({ json: STYLE, headers: cors }));
  await context.route(`${TILES}/**`, (route) => {
    const isRecorded = route.request().url() === `${TILES}/${RECORDED}`;
    const body = isRecorded ? recordedData('vectortiles/paris-omt-14-8297-5635.mvt') : '';
    return route.fulfill({ status: isRecorded ? 200 : 204, headers: cors, body });
  });
}
