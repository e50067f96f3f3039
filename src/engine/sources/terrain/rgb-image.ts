/** A decoded picture: red, green, blue per pixel, row by row from the top. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}
