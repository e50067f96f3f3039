import type { Map as LibreMap, VectorTileSource } from 'maplibre-gl';
import type { Bbox } from '../geo/bbox.ts';
import { mercatorX, mercatorY, tileCover } from '../geo/mercator.ts';
import { isSketched } from './sketch-kinds.ts';

/** A tile of the base map. */
export interface SketchTile {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/**
 * The vector tiles of the base map that a box is drawn from: one to four per source, of a zoom at which the box is about as large as
 * a tile. Where the map shows the box they are those that it shows, and in the browser's cache. None where it is no vector map.
 */
export function sketchTiles(map: LibreMap, bbox: Bbox): SketchTile[] {
  return sketchedSources(map).flatMap((source) => tilesOf(source, bbox));
}

function sketchedSources(map: LibreMap): VectorTileSource[] {
  const layers = map.getLayersOrder().map((id) => map.getLayer(id));
  const names = new Set(layers.flatMap((layer) => (isSketched(layer?.sourceLayer ?? '') ? [layer!.source] : [])));
  return [...names].flatMap((name) => {
    const source = map.getSource(name);
    return source?.type === 'vector' ? [source as VectorTileSource] : [];
  });
}

/** Their addresses are made as MapLibre makes them, so that the cache knows them. */
function tilesOf({ tiles, minzoom, maxzoom, scheme, encoding }: VectorTileSource, bbox: Bbox): SketchTile[] {
  const zoom = Math.min(zoomOf(bbox), maxzoom);
  const isFetched = tiles?.every((template) => /^https?:/.test(template)) && encoding !== 'mlt';
  if (zoom < minzoom || !isFetched) return [];
  const { minX, minY, maxX, maxY } = tileCover(bbox, zoom);
  const found: SketchTile[] = [];
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

/** The largest at which a box is not larger than a tile. */
function zoomOf([west, south, east, north]: Bbox): number {
  const side = Math.max(mercatorX(east) - mercatorX(west), mercatorY(south) - mercatorY(north));
  return Math.floor(-Math.log2(side));
}
