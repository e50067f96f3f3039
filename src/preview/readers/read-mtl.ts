import type { Rgb } from '../model.ts';

/** The diffuse colours of a Wavefront material library, by the names of the materials. */
export function readMtl(bytes: Uint8Array): Map<string, Rgb> {
  const colours = new Map<string, Rgb>();
  let name = '';
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === 'newmtl') name = words.join(' ');
    if (keyword !== 'Kd') continue;
    const [red = 0, green = 0, blue = 0] = words.map((word) => Math.round(Number(word) * 255));
    if (Number.isFinite(red + green + blue)) colours.set(name, [red, green, blue]);
  }
  return colours;
}
