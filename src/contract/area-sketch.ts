/** What a sketch of an area tells apart, in the order in which it is drawn. */
export const SKETCH_KINDS = ['green', 'water', 'streets', 'roads', 'buildings'] as const;
export type SketchKind = (typeof SKETCH_KINDS)[number];

/** A small drawing of an area, north up: a few kilobytes that stay with its export. */
export interface AreaSketch {
  /** In the units of the paths, which are whole numbers. */
  readonly width: number;
  readonly height: number;
  /** SVG path data; x runs east, y south. What lies outside of width and height is to be hidden. */
  readonly paths: Readonly<Partial<Record<SketchKind, string>>>;
}
