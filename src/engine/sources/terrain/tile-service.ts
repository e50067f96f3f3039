import type { TerrainTiles } from '../../../contract/config.ts';
import type { Bbox } from '../../../geo/bbox.ts';
import type { HeightGrid } from '../height-grid.ts';
import type { SourceContext, SourceNote } from '../source.ts';
import { decodePicture } from './decode-picture.ts';
import { fillVoids } from './fill-voids.ts';
import { inParallel } from './in-parallel.ts';
import { type PixelWindow, pixelWindow, type WindowTile, windowGrid, windowTiles } from './pixel-window.ts';
import type { RgbImage } from './rgb-image.ts';
import { copyTerrariumTile } from './terrarium.ts';

/** Most tiles fetched for one export: about 9 and 4 million heights. */
const MAX_TILES: Record<TerrainTiles['tileSize'], number> = { 512: 36, 256: 64 };
const MAX_REQUESTS = 4;
/** Milliseconds before the one further try after a failure that may pass. */
const RETRY_AFTER = 1000;

/** Why a service gave no heights. `unreachable` when no answer came at all. */
export class TileServiceError extends Error {
  readonly unreachable: boolean;

  constructor(message: string, unreachable = false) {
    super(message);
    this.unreachable = unreachable;
  }
}

/** The service has no tile here at this zoom. */
class MissingTile extends Error {}

/**
 * Loads heights for a box from one Terrarium tile service, at the deepest zoom at which it has every tile and which
 * needs no more than a bounded number of them.
 * @throws TileServiceError where the service cannot be used
 */
export async function loadTiles(
  service: TerrainTiles,
  extent: Bbox,
  context: SourceContext,
): Promise<{ grid: HeightGrid; notes: SourceNote[] }> {
  for (let zoom = deepestZoom(service, extent); zoom >= 0; zoom--) {
    try {
      return await loadZoom(service, pixelWindow(extent, zoom, service.tileSize), context);
    } catch (error) {
      if (!(error instanceof MissingTile)) throw error;
      if (zoom <= service.zoom) throw new TileServiceError(`has no tile at zoom ${zoom}`);
    }
  }
  throw new TileServiceError('has no tiles here');
}

/** The deepest zoom that needs no more than the allowed number of tiles. */
function deepestZoom({ maxZoom, tileSize }: TerrainTiles, extent: Bbox): number {
  let zoom = maxZoom;
  while (zoom > 0 && windowTiles(pixelWindow(extent, zoom, tileSize)).length > MAX_TILES[tileSize]) zoom--;
  return zoom;
}

async function loadZoom(service: TerrainTiles, window: PixelWindow, context: SourceContext) {
  const tiles = middleFirst(windowTiles(window));
  const grid = windowGrid(window);
  let done = 0;
  const load = async (tile: WindowTile) => {
    copyTerrariumTile(await loadTile(service, window.zoom, tile, context), tile, window, grid);
    context.progress(++done, tiles.length);
  };
  context.progress(0, tiles.length);
  // The middle tile alone tells in most cases whether the zoom exists here.
  await load(tiles[0]!);
  await inParallel(tiles.slice(1), MAX_REQUESTS, load);

  const filled = fillVoids(grid.heights, grid.rows, grid.columns);
  if (filled < 0) throw new TileServiceError('has only impossible heights here');
  const notes =
    filled > 0
      ? [{ note: `Impossible heights from ${service.label} filled from their neighbours`, count: filled }]
      : [];
  return { grid, notes };
}

function middleFirst(tiles: readonly WindowTile[]): WindowTile[] {
  const middle = tiles[tiles.length >> 1]!;
  return [middle, ...tiles.filter((tile) => tile !== middle)];
}

async function loadTile(
  service: TerrainTiles,
  zoom: number,
  tile: WindowTile,
  context: SourceContext,
): Promise<RgbImage> {
  const across = 2 ** zoom;
  const x = ((tile.x % across) + across) % across;
  const url = service.url.replace('{z}', `${zoom}`).replace('{x}', `${x}`).replace('{y}', `${tile.y}`);
  const name = `${zoom}/${x}/${tile.y}`;
  const bytes = await tileBytes(url, name, context);
  const image = decodeTile(bytes, name);
  if (image.width !== service.tileSize || image.height !== service.tileSize) {
    throw new TileServiceError(
      `sent tile ${name} with ${image.width} × ${image.height} pixels, not ${service.tileSize}`,
    );
  }
  return image;
}

function decodeTile(bytes: Uint8Array, name: string): RgbImage {
  try {
    return decodePicture(bytes);
  } catch (error) {
    throw new TileServiceError(`sent tile ${name} unreadable: ${messageOf(error)}`);
  }
}

/** A tile's bytes, from the cache where they are kept. That there is no tile is kept as well, as no bytes. */
async function tileBytes(url: string, name: string, context: SourceContext): Promise<Uint8Array> {
  const kept = await context.cache?.get(url);
  if (kept?.length === 0) throw new MissingTile();
  if (kept) return kept;
  try {
    const bytes = await fetchBytes(url, name, context);
    await context.cache?.put(url, bytes);
    return bytes;
  } catch (error) {
    if (error instanceof MissingTile) await context.cache?.put(url, new Uint8Array(0));
    throw error;
  }
}

/** Fetches a tile; tries once more where the failure may pass. */
async function fetchBytes(url: string, name: string, context: SourceContext): Promise<Uint8Array> {
  const first = await request(url, name, context);
  if (first instanceof Uint8Array) return first;
  await context.sleep(RETRY_AFTER, context.signal);
  const second = await request(url, name, context);
  if (second instanceof Uint8Array) return second;
  throw second;
}

/** The tile's bytes, or a failure that may pass. Throws what will not pass. */
async function request(
  url: string,
  name: string,
  { fetch, signal }: SourceContext,
): Promise<Uint8Array | TileServiceError> {
  signal.throwIfAborted();
  try {
    const response = await fetch(url, { signal });
    if (response.ok && response.status !== 204) return new Uint8Array(await response.arrayBuffer());
    if (response.status === 404 || response.status === 204) throw new MissingTile();
    const failure = new TileServiceError(`answered tile ${name} with HTTP ${response.status}`);
    if (response.status === 429 || response.status >= 500) return failure;
    throw failure;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof MissingTile || error instanceof TileServiceError) throw error;
    return new TileServiceError(`did not answer (${messageOf(error)})`, true);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
