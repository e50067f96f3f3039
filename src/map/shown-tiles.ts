import type { Map as LibreMap, VectorTileSource } from 'maplibre-gl';
import type { Bbox } from '../geo/bbox.ts';
import { tileCover } from '../geo/mercator.ts';
import { isSketched } from './sketch-kinds.ts';

/** A tile of the shown base map, which the browser has in its cache. */
export interface ShownTile {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Boxes that are smaller on the screen are drawn from tiles that know too little of them. Pixels. */
const SMALLEST = 48;
/** Of a tile at its own zoom, in MapLibre's pixels at zoom 0. */
const WORLD = 512;

/** The vector tiles that the map shows a box with; none where it does not show all of it, or is no vector map. */
export function shownTiles(map: LibreMap, bbox: Bbox): ShownTile[] {
  return isShown(map, bbox) ? sketchedSources(map).flatMap((source) => tilesOf(source, map.getZoom(), bbox)) : [];
}

function isShown(map: LibreMap, [west, south, east, north]: Bbox): boolean {
  const [from, to] = [map.project([west, south]), map.project([east, north])];
  const { clientWidth, clientHeight } = map.getContainer();
  const isWhole = from.x >= 0 && to.y >= 0 && to.x <= clientWidth && from.y <= clientHeight;
  return isWhole && Math.max(to.x - from.x, from.y - to.y) >= SMALLEST;
}

function sketchedSources(map: LibreMap): VectorTileSource[] {
  const layers = map.getLayersOrder().map((id) => map.getLayer(id));
  const names = new Set(layers.flatMap((layer) => (isSketched(layer?.sourceLayer ?? '') ? [layer!.source] : [])));
  return [...names].flatMap((name) => {
    const source = map.getSource(name);
    return source?.type === 'vector' ? [source as VectorTileSource] : [];
  });
}

/** As MapLibre asks for them: the same addresses, so that they come from the cache. */
function tilesOf(
  { tiles, minzoom, maxzoom, tileSize, scheme, encoding }: VectorTileSource,
  mapZoom: number,
  bbox: Bbox,
) {
  const zoom = Math.min(Math.floor(mapZoom + Math.log2(WORLD / tileSize)), maxzoom);
  const isFetched = tiles?.every((template) => /^https?:/.test(template)) && encoding !== 'mlt';
  if (zoom < minzoom || !isFetched) return [];
  const { minX, minY, maxX, maxY } = tileCover(bbox, zoom);
  const found: ShownTile[] = [];
  for (let y = minY; y <= maxY; y++) {
    for (let x = minX; x <= maxX; x++) {
      const row = scheme === 'tms' ? 2 ** zoom - 1 - y : y;
      const template = tiles[(x + y) % tiles.length]!;
      const url = template.replace('{z}', `${zoom}`).replace('{x}', `${x}`).replace('{y}', `${row}`);
      found.push({ url, x, y, z: zoom });
    }
  }
  return found;
}
