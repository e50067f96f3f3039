import type { Rgb } from '../city/city.ts';
import type { Material } from './material-groups.ts';

/** How rough water is, 0 to 1; it shines a little. */
const ROUGH_WATER = 0.3;
const ROUGH = 0.9;

/** A colour in linear light, 0 to 1, as physically based materials want it (IEC 61966-2-1). */
export function linearColour(colour: Rgb): [number, number, number] {
  const [red, green, blue] = colour.map((value) => {
    const c = value / 255;
    return Number((c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).toFixed(4));
  });
  return [red!, green!, blue!];
}

/** `#RRGGBB`. */
export function hexColour(colour: Rgb): string {
  return `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

/** The roughness of a physically based material, 0 to 1. */
export function roughness({ surface }: Material): number {
  return surface === 'water' || surface === 'sea' ? ROUGH_WATER : ROUGH;
}
