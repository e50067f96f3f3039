/** What a format is: all that a picker and a file name need. How it is written lives in `engine/formats/`. */
export interface FormatInfo {
  readonly label: string;
  readonly extension: string;
  readonly mime: string;
  /** What it is good for, in a few words. */
  readonly purpose: string;
}

export const FORMATS = {
  stl: { label: 'STL', extension: 'stl', mime: 'model/stl', purpose: '3D printing: closed solids, no colours' },
  obj: { label: 'OBJ', extension: 'obj', mime: 'model/obj', purpose: 'Modelling and rendering: groups and materials' },
  dxf: { label: 'DXF', extension: 'dxf', mime: 'image/vnd.dxf', purpose: 'CAD: a layer per kind of object, metres' },
} as const satisfies Record<string, FormatInfo>;

export type FormatId = keyof typeof FORMATS;

export const FORMAT_IDS = Object.keys(FORMATS) as FormatId[];

/** The documented default of the Simple Export API. */
export const DEFAULT_FORMAT: FormatId = 'stl';
