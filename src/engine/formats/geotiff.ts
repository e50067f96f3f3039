import { metresPerDegree } from '../../geo/bbox.ts';
import type { City } from '../city/city.ts';
import { outcode } from '../city/clip.ts';
import type { HeightGrid } from '../sources/height-grid.ts';
import type { OutputFile, Scene } from './format.ts';
import { geoKeys } from './geo-keys.ts';
import { type MapCrs, mapCrs } from './map-crs.ts';
import { type TiffTag, tiffFile } from './tiff.ts';

/** Marks cells outside the model's outline. */
const NO_DATA = -9999;
/** Bytes of a strip before compression. */
const STRIP_BYTES = 1 << 18;
/** Sides of cells in metres, and the most cells of a raster: 32 MB. */
const CELLS = [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100];
const MOST_CELLS = 2 ** 23;

/**
 * GeoTIFF: heights of the terrain source in metres, in square cells of a map's metric grid, because slopes, shades and volumes
 * need metres on all axes. 32-bit floats, deflated with the floating-point predictor; a height is that of its cell's middle.
 */
export function writeGeotiff(scene: Scene, baseName: string): OutputFile[] {
  return [{ name: `${baseName}.tif`, chunks: { [Symbol.asyncIterator]: () => geotiffChunks(scene) } }];
}

async function* geotiffChunks({ city, settings, comments, attributions }: Scene): AsyncGenerator<Uint8Array> {
  const crs = mapCrs(settings.crs, city.frame);
  const raster = rasterOf(city, crs);
  const strips: Uint8Array[] = [];
  for (let row = 0; row < raster.rows; row += raster.rowsPerStrip) {
    strips.push(await deflated(stripBytes(raster, row, Math.min(raster.rows, row + raster.rowsPerStrip))));
  }
  yield* tiffFile(
    [
      ...pictureTags(raster),
      { tag: 305, type: 'ascii', values: comments[0] ?? '' },
      { tag: 33432, type: 'ascii', values: attributions.join('; ').replaceAll('©', '(c)') },
      ...placeTags(raster),
      ...geoKeys(crs, city.frame.origin),
      { tag: 42113, type: 'ascii', values: String(NO_DATA) },
    ],
    strips,
  );
}

/** Square cells in map coordinates, north up. */
interface Raster {
  readonly columns: number;
  readonly rows: number;
  readonly rowsPerStrip: number;
  /** Metres. */
  readonly cell: number;
  /** The outer corner of the north-western cell. */
  readonly west: number;
  readonly north: number;
  /** Height at the middle of a cell. */
  heightAt(column: number, row: number): number;
}

function rasterOf({ frame, ground }: City, crs: MapCrs): Raster {
  const { minX, minY, maxX, maxY } = frame.rect;
  const corners = [crs.toMap(minX, minY), crs.toMap(maxX, minY), crs.toMap(minX, maxY), crs.toMap(maxX, maxY)];
  const [east, north] = [0, 1].map((axis) => Math.max(...corners.map((corner) => corner[axis]!))) as [number, number];
  const [west, south] = [0, 1].map((axis) => Math.min(...corners.map((corner) => corner[axis]!))) as [number, number];
  const cell = cellOf(ground.grid, (east - west) * (north - south));
  const left = Math.floor(west / cell) * cell;
  const top = Math.ceil(north / cell) * cell;
  const columns = Math.max(1, Math.ceil((east - left) / cell));
  return {
    columns,
    rows: Math.max(1, Math.ceil((top - south) / cell)),
    rowsPerStrip: Math.max(1, Math.floor(STRIP_BYTES / (4 * columns))),
    cell,
    west: left,
    north: top,
    heightAt: (column, row) => {
      const [x, y] = crs.toLocal(left + (column + 0.5) * cell, top - (row + 0.5) * cell);
      return outcode(x, y, frame.rect) === 0 ? ground.heightAt(x, y) : NO_DATA;
    },
  };
}

/** A round side of at most a quarter of the source's step, so that nothing of it is lost, unless that gives too many cells. */
function cellOf({ west, east, north, south, columns, rows }: HeightGrid, area: number): number {
  const { lon, lat } = metresPerDegree((north + south) / 2);
  const step = Math.min(((east - west) * lon) / (columns - 1), ((north - south) * lat) / (rows - 1));
  const fine = CELLS.filter((side) => side <= step / 4).at(-1) ?? CELLS[0]!;
  return CELLS.find((side) => side >= fine && area / side ** 2 <= MOST_CELLS) ?? CELLS.at(-1)!;
}

/** Rows as the floating-point predictor wants them: the first bytes of all floats, then the second, as differences. */
function stripBytes({ columns, heightAt }: Raster, fromRow: number, toRow: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * columns * (toRow - fromRow));
  const float = new DataView(new ArrayBuffer(4));
  for (let row = fromRow; row < toRow; row++) {
    const line = bytes.subarray(4 * columns * (row - fromRow), 4 * columns * (row - fromRow + 1));
    for (let column = 0; column < columns; column++) {
      float.setFloat32(0, heightAt(column, row));
      for (let plane = 0; plane < 4; plane++) line[plane * columns + column] = float.getUint8(plane);
    }
    for (let i = line.length - 1; i > 0; i--) line[i] = line[i]! - line[i - 1]!;
  }
  return bytes;
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function pictureTags({ columns, rows, rowsPerStrip }: Raster): TiffTag[] {
  const short = (tag: number, value: number): TiffTag => ({ tag, type: 'short', values: [value] });
  const [bits, deflate, blackIsZero, samples, contiguous, floatPredictor, float] = [32, 8, 1, 1, 1, 3, 3];
  return [
    { tag: 256, type: 'long', values: [columns] },
    { tag: 257, type: 'long', values: [rows] },
    short(258, bits),
    short(259, deflate),
    short(262, blackIsZero),
    short(277, samples),
    { tag: 278, type: 'long', values: [rowsPerStrip] },
    short(284, contiguous),
    short(317, floatPredictor),
    short(339, float),
  ];
}

/** ModelPixelScale and ModelTiepoint. */
function placeTags({ cell, west, north }: Raster): TiffTag[] {
  return [
    { tag: 33550, type: 'double', values: [cell, cell, 0] },
    { tag: 33922, type: 'double', values: [0, 0, 0, west, north, 0] },
  ];
}
