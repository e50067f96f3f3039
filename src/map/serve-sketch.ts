import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { AreaSketch } from '../contract/area-sketch.ts';
import type { Bbox } from '../geo/bbox.ts';
import { sketchKind } from './sketch-kinds.ts';
import { createSketch } from './sketch-paths.ts';
import type { SketchTile } from './sketch-tiles.ts';

/** What the page asks of the sketching worker. */
export interface SketchOrder {
  readonly bbox: Bbox;
  readonly tiles: readonly SketchTile[];
}

/** What the worker answers: the sketch (undefined where nothing is on it), or why there is none. */
export type SketchAnswer = { readonly sketch: AreaSketch | undefined } | { readonly failure: string };

/** Draws a box from tiles in the format of Mapbox Vector Tiles. Whoever no longer wants it ends the worker. */
export async function serveSketch({ bbox, tiles }: SketchOrder): Promise<SketchAnswer> {
  const sketch = createSketch(bbox);
  try {
    for (const tile of tiles) drawTile(await tileData(tile), tile, sketch);
  } catch (thrown) {
    return { failure: String(thrown) };
  }
  return { sketch: sketch.finish() };
}

/** Without bytes where the map has nothing, which servers say in two ways. */
async function tileData({ url }: SketchTile): Promise<Uint8Array> {
  const response = await fetch(url, { cache: 'force-cache' });
  if (response.status === 404) return new Uint8Array();
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

function drawTile(bytes: Uint8Array, { x, y, z }: SketchTile, sketch: ReturnType<typeof createSketch>): void {
  for (const [name, layer] of Object.entries(new VectorTile(new PbfReader(bytes)).layers)) {
    for (let at = 0; at < layer.length; at++) {
      const feature = layer.feature(at);
      const kind = sketchKind(name, feature.properties);
      if (kind) sketch.add(kind, feature.toGeoJSON(x, y, z).geometry);
    }
  }
}
