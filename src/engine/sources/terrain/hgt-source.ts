import { ExportError } from '../../../contract/errors.ts';
import type { Bbox } from '../../../geo/bbox.ts';
import type { HeightGrid } from '../height-grid.ts';
import type { SourceRecord, TerrainSource } from '../source.ts';
import { fillVoids, isPossibleHeight } from './fill-voids.ts';
import { isZip, unpackHgt } from './hgt-archive.ts';
import { type HgtTile, hgtName, type NamedFile, readHgt } from './hgt-file.ts';
import { modelExtent } from './model-extent.ts';

/**
 * Heights from SRTM files of the user: `.hgt`, or ZIP files with such. Several are joined where the box spans them;
 * the finest step of them counts.
 */
export function hgtSource(files: readonly NamedFile[]): TerrainSource {
  return {
    async load(bbox, { signal, progress }) {
      const tiles: HgtTile[] = [];
      for (const [index, file] of files.entries()) {
        signal.throwIfAborted();
        progress(index, files.length);
        const unpacked = isZip(file.bytes) ? await unpackHgt(file, signal) : [file];
        tiles.push(...unpacked.map(readHgt));
      }
      const used = tilesOf(bbox, tiles);
      const grid = joinTiles(used, modelExtent(bbox));
      const filled = fillVoids(grid.heights, grid.rows, grid.columns);
      if (filled < 0) throw onlyVoids(used);
      progress(files.length, files.length);
      const notes =
        filled > 0 ? [{ note: 'Voids in the SRTM heights filled from their neighbours', count: filled }] : [];
      return { grid, sources: used.map(sourceRecord), notes };
    },
  };
}

/** The given tiles that the box lies on. */
function tilesOf([west, south, east, north]: Bbox, tiles: readonly HgtTile[]): HgtTile[] {
  const used: HgtTile[] = [];
  const missing: string[] = [];
  for (let lat = Math.floor(south); lat < north; lat++) {
    for (let lon = Math.floor(west); lon < east; lon++) {
      const tile = tiles.find((candidate) => candidate.lon === lon && candidate.lat === lat);
      if (tile) used.push(tile);
      else missing.push(hgtName(lon, lat));
    }
  }
  if (missing.length === 0) return used;
  const given = tiles.map((tile) => tile.name).join(', ');
  throw new ExportError({
    code: 'no-data',
    message: `The height files do not cover the area: ${missing.join(', ')} missing, given ${given || 'none'}.`,
    advice: `Add ${missing.map((name) => `${name}.hgt`).join(', ')}, or choose another source of heights.`,
  });
}

/** One raster of the tiles, cropped to the extent and the samples around it. */
function joinTiles(tiles: readonly HgtTile[], [west, south, east, north]: Bbox): HeightGrid {
  const steps = Math.max(...tiles.map((tile) => tile.samples)) - 1;
  const edges = (values: number[]) => [Math.min(...values) * steps, (Math.max(...values) + 1) * steps] as const;
  const [firstX, lastX] = edges(tiles.map((tile) => tile.lon));
  const [firstY, lastY] = edges(tiles.map((tile) => tile.lat));
  // Samples counted in steps east of 0° and north of 0°.
  const minX = Math.max(firstX, Math.floor(west * steps) - 1);
  const maxX = Math.min(lastX, Math.ceil(east * steps) + 1);
  const minY = Math.max(firstY, Math.floor(south * steps) - 1);
  const maxY = Math.min(lastY, Math.ceil(north * steps) + 1);

  const columns = maxX - minX + 1;
  const rows = maxY - minY + 1;
  const heights = new Float32Array(rows * columns).fill(Number.NaN);
  for (const tile of tiles) {
    const left = tile.lon * steps;
    const top = (tile.lat + 1) * steps;
    const ratio = steps / (tile.samples - 1);
    for (let y = Math.max(minY, top - steps); y <= Math.min(maxY, top); y++) {
      for (let x = Math.max(minX, left); x <= Math.min(maxX, left + steps); x++) {
        const i = (maxY - y) * columns + x - minX;
        // Neighbours share their edge: the first height that is none void counts.
        if (!isPossibleHeight(heights[i]!)) heights[i] = sample(tile, (top - y) / ratio, (x - left) / ratio);
      }
    }
  }
  return {
    rows,
    columns,
    heights,
    projection: 'geographic',
    west: minX / steps,
    east: maxX / steps,
    north: maxY / steps,
    south: minY / steps,
  };
}

/** Bilinear height at a position between samples; NaN where one of those that count is void. */
function sample(tile: HgtTile, row: number, column: number): number {
  const r0 = Math.floor(row);
  const c0 = Math.floor(column);
  let sum = 0;
  for (const [r, byRow] of [[r0, 1 - (row - r0)] as const, [r0 + 1, row - r0] as const]) {
    for (const [c, byColumn] of [[c0, 1 - (column - c0)] as const, [c0 + 1, column - c0] as const]) {
      if (byRow * byColumn === 0) continue;
      const height = tile.heightAt(r, c);
      if (!isPossibleHeight(height)) return Number.NaN;
      sum += height * byRow * byColumn;
    }
  }
  return sum;
}

function onlyVoids(tiles: readonly HgtTile[]): ExportError {
  return new ExportError({
    code: 'no-data',
    message: `The height files ${tiles.map((tile) => tile.name).join(', ')} have no heights in the area.`,
    advice: 'Choose another area or another source of heights.',
  });
}

function sourceRecord(tile: HgtTile): SourceRecord {
  return {
    id: 'srtm',
    label: `SRTM ${tile.name}, ${3600 / (tile.samples - 1)} arc-second${tile.samples === 3601 ? '' : 's'}`,
    origin: tile.origin,
    attribution: 'SRTM data courtesy of the U.S. Geological Survey / NASA',
    licence: 'Public domain',
    fictional: false,
  };
}
