import type { Tags } from '../sources/osm-data.ts';
import type { BuildingColours, Rgb } from './city.ts';
import { CSS_COLOURS } from './css-colours.ts';
import { MATERIAL_COLOURS } from './material-colours.ts';

/** The keys of each surface, those that count before others first. */
const KEYS = {
  wall: {
    colour: ['building:colour', 'building:color', 'building:facade:colour', 'building:facade:color', 'colour', 'color'],
    material: ['building:material', 'building:facade:material', 'material'],
  },
  roof: {
    colour: ['roof:colour', 'roof:color', 'building:roof:colour', 'building:roof:color'],
    material: ['roof:material', 'building:roof:material'],
  },
} as const;

/** Colours as their tags have them. */
export interface TaggedColours {
  readonly colours: BuildingColours;
  /** Tags that were not understood: `roof:colour=colourful`. */
  readonly unknown: readonly string[];
}

/** Reads the colours of a building's walls and roof: a colour, else that of the material. */
export function taggedColours(tags: Tags): TaggedColours {
  const unknown: string[] = [];
  const read = (keys: readonly string[], parse: (text: string) => Rgb | undefined): Rgb | undefined => {
    for (const key of keys) {
      const text = tags[key];
      if (text === undefined) continue;
      const colour = parse(text);
      if (colour) return colour;
      unknown.push(`${key}=${text}`);
    }
    return undefined;
  };
  const surface = ({ colour, material }: { colour: readonly string[]; material: readonly string[] }) =>
    read(colour, parseColour) ?? read(material, materialColour);
  const [wall, roof] = [surface(KEYS.wall), surface(KEYS.roof)];
  return { colours: { ...(wall && { wall }), ...(roof && { roof }) }, unknown };
}

/**
 * A colour in the notations met in OSM: `#b03020`, `#b32` (the `#` may be missing where there are six digits), or a name
 * of CSS, spaces and underscores allowed. Of several values (`red;white`) the first counts.
 * @returns `undefined` where the text is no colour
 */
export function parseColour(text: string): Rgb | undefined {
  const name = firstValue(text).replaceAll(/[ _-]/g, '').replace('grey', 'gray');
  const digits = Object.hasOwn(CSS_COLOURS, name) ? CSS_COLOURS[name]! : hexDigits(name);
  if (digits === undefined) return undefined;
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hexDigits(text: string): string | undefined {
  if (/^#?[\da-f]{6}$/.test(text)) return text.replace('#', '');
  if (/^#[\da-f]{3}$/.test(text)) return text.slice(1).replaceAll(/./g, '$&$&');
  return undefined;
}

function materialColour(text: string): Rgb | undefined {
  const name = firstValue(text).replaceAll(/[ -]/g, '_');
  return Object.hasOwn(MATERIAL_COLOURS, name) ? MATERIAL_COLOURS[name] : undefined;
}

function firstValue(text: string): string {
  return text.split(';')[0]!.trim().toLowerCase();
}
