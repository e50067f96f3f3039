import { LAYERS, type LayerId } from '../contract/layers.ts';
import type { Provenance, Rgb } from './model.ts';

/** The known layers, each told apart from its neighbours, on a light and a dark background. */
const KNOWN: Readonly<Record<LayerId, Rgb>> = {
  terrain: [176, 174, 150],
  buildings: [214, 134, 102],
  roads: [122, 126, 134],
  railways: [140, 112, 150],
  water: [104, 160, 206],
  green: [140, 182, 110],
  trees: [88, 138, 84],
  bridges: [168, 160, 190],
  barriers: [190, 160, 96],
};

const OTHERS: readonly Rgb[] = [
  [206, 200, 188],
  [120, 168, 200],
  [220, 160, 110],
  [150, 186, 130],
  [190, 140, 170],
  [214, 196, 120],
];

export const PROVENANCE_COLOURS: Readonly<Record<Provenance, Rgb>> = {
  unknown: [186, 186, 182],
  measured: [62, 138, 92],
  levels: [66, 118, 200],
  assumed: [226, 160, 62],
};

/** Our layer of a name in any file: DXF writes them in capitals. */
function knownLayer(name: string): LayerId | undefined {
  const id = name.toLowerCase();
  return Object.hasOwn(LAYERS, id) ? (id as LayerId) : undefined;
}

export function layerLabel(name: string): string {
  const id = knownLayer(name);
  return id ? LAYERS[id].label : name;
}

/** The colour of a layer, by its name or else by its place among the layers. */
export function layerColour(name: string, index: number): Rgb {
  const id = knownLayer(name);
  return id ? KNOWN[id] : OTHERS[index % OTHERS.length]!;
}
