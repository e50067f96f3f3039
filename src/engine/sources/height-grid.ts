/**
 * A regular raster of ground heights. Columns run west to east at equal steps of longitude. Rows run north to south,
 * at equal steps of latitude (`geographic`) or of Web Mercator's y (`mercator`). Samples are points, not pixel areas.
 */
export interface HeightGrid {
  readonly rows: number;
  readonly columns: number;
  /** Metres above the source's datum, row by row from the north-west, without voids (`rows × columns`). */
  readonly heights: Float32Array;
  readonly projection: 'geographic' | 'mercator';
  /** Longitude in degrees of the first and the last column. */
  readonly west: number;
  readonly east: number;
  /** Latitude in degrees of the first and the last row. */
  readonly north: number;
  readonly south: number;
}
