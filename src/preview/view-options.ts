import type { Vec3 } from './box.ts';
import type { Rgb } from './model.ts';

export type ColourBy = 'file' | 'layer' | 'height';
export type Axis = 'x' | 'y' | 'z';

/** A plane that cuts the model: what lies beyond `at` along the axis is left out. */
export interface Section {
  readonly axis: Axis;
  /** In the model's coordinates. */
  readonly at: number;
}

/** Triangles of a layer that are highlighted. */
export interface Highlight {
  readonly layer: number;
  readonly firstTriangle: number;
  readonly triangleCount: number;
}

/** How the model is drawn. */
export interface ViewOptions {
  readonly dark: boolean;
  /** Places of the layers that are left out. */
  readonly hidden: readonly number[];
  readonly colourBy: ColourBy;
  readonly wireframe: boolean;
  readonly section: Section | undefined;
  readonly highlight: Highlight | undefined;
}

/** Backgrounds, sRGB. */
export const BACKGROUNDS: Readonly<Record<'light' | 'dark', Rgb>> = { light: [238, 240, 243], dark: [30, 33, 38] };

/** What a ray meets first. */
export interface Hit extends Highlight {
  readonly point: Vec3;
  /** Place in the model's features; undefined where the file names none. */
  readonly feature: number | undefined;
  /** Lowest and highest z of the triangles that belong together. */
  readonly zRange: readonly [min: number, max: number];
}
