import type { Scene } from './format.ts';
import { type Material, sceneMaterials } from './material-groups.ts';
import { oneLine } from './plain-text.ts';

/** The material library of a scene: one matt colour for each surface that occurs in a layer, and for each body's own colours. */
export function mtlChunks({ layers, comments }: Scene): Uint8Array[] {
  const text = [
    ...comments.map((comment) => `# ${oneLine(comment)}\n`),
    ...sceneMaterials(layers).map((material) => materialText(material)),
  ];
  return [new TextEncoder().encode(text.join(''))];
}

function materialText({ name, colour }: Material): string {
  return `newmtl ${name}\nKd ${colour.map((value) => (value / 255).toFixed(3)).join(' ')}\nd 1\nillum 1\n`;
}
