import { FORMAT_OPTION_IDS, type FormatOptionId, type FormatOptions, type FormatSettings } from './format-options.ts';
import { FORMATS, type FormatId, type FormatInfo } from './formats.ts';

/** What holds for formats that neither have an option nor prescribe it. */
const PLAIN: FormatSettings = {
  up_axis: 'z',
  unit: 'm',
  scale: 1,
  xy_origin: 'middle',
  z_origin: 'datum',
  encoding: 'binary',
  faces: 'triangles',
  group_by: 'building',
  normals: 'none',
  precision: 'auto',
  crs: 'local',
  plan: 'site',
  meshopt: false,
  instancing: false,
  fuse: false,
};

/** Whether an option makes a difference to a format. */
export function appliesTo(option: FormatOptionId, format: FormatId): boolean {
  return option in FORMATS[format].options;
}

/** The options that make a difference to any of some formats, in their own order. */
export function optionsOf(formats: readonly FormatId[]): FormatOptionId[] {
  return FORMAT_OPTION_IDS.filter((option) => formats.some((format) => appliesTo(option, format)));
}

/** How a format is written: the request's options as far as they apply to it, its own defaults for the rest. */
export function formatSettings(format: FormatId, options: FormatOptions): FormatSettings {
  const { options: defaults, fixed }: FormatInfo = FORMATS[format];
  const chosen = Object.entries(options).filter(
    ([id, value]) => value !== undefined && appliesTo(id as FormatOptionId, format),
  );
  return { ...PLAIN, ...fixed, ...defaults, ...Object.fromEntries(chosen) };
}

/** Reasons per request field, for options that make no difference to any of the request's formats. */
export function idleOptions(formats: readonly FormatId[], options: FormatOptions): Record<string, string[]> {
  const known = optionsOf(formats);
  const labels = formats.map((format) => FORMATS[format].label).join(', ');
  return Object.fromEntries(
    FORMAT_OPTION_IDS.filter((id) => options[id] !== undefined && !known.includes(id)).map((id) => [
      `options.${id}`,
      [`does not apply to ${labels}`],
    ]),
  );
}
