import type { LayerId } from '../../contract/layers.ts';
import type { Rgb } from '../city/city.ts';
import type { Body, SurfaceId } from '../mesh/layer-mesh.ts';

/** AutoCAD's colour index of each layer. */
const ACI: Readonly<Record<LayerId, number>> = {
  terrain: 73,
  buildings: 31,
  roads: 252,
  railways: 38,
  water: 151,
  green: 83,
  trees: 94,
  bridges: 254,
  barriers: 46,
};

/** Muted colours that keep apart what should be told apart, in light and in dark viewers. */
const COLOURS: Readonly<Record<SurfaceId, Rgb>> = {
  footprint: [164, 158, 140],
  pier: [164, 158, 140],
  carriageway: [110, 112, 116],
  cycleway: [142, 112, 108],
  footway: [186, 180, 168],
  steps: [168, 160, 148],
  track: [168, 150, 120],
  parking: [132, 134, 138],
  square: [196, 188, 172],
  ballast: [126, 116, 106],
  water: [112, 160, 196],
  sea: [92, 142, 184],
  pitch: [130, 176, 120],
  garden: [150, 184, 116],
  sand: [222, 208, 164],
  rock: [172, 168, 162],
  wetland: [130, 164, 140],
  scrub: [134, 164, 104],
  wood: [112, 150, 96],
  orchard: [146, 174, 104],
  grass: [158, 190, 122],
  cemetery: [150, 176, 136],
  farmland: [204, 196, 146],
  park: [146, 184, 118],
  ground: [178, 178, 150],
  skirt: [141, 124, 104],
  base: [120, 106, 90],
  wall: [226, 218, 204],
  roof: [178, 103, 82],
  underside: [166, 158, 147],
  deck: [150, 148, 144],
  trunk: [112, 88, 66],
  crown: [92, 136, 76],
  masonry: [176, 168, 156],
  fence: [140, 128, 112],
  hedge: [96, 134, 78],
};

/** The AutoCAD colour index of a layer. */
export function layerAci(layer: LayerId): number {
  return ACI[layer];
}

/** The colour that a surface of a body is shown in: the body's own where it is known. */
export function surfaceColour(
  surface: SurfaceId,
  { colours }: { readonly colours?: Body['colours'] | undefined } = {},
): Rgb {
  return colours?.[surface] ?? COLOURS[surface];
}

/** The name of a surface's material, for example `buildings_roof`, or `buildings_roof_b03020` where the body has its own colour. */
export function materialName(layer: LayerId, surface: SurfaceId, { colours }: Pick<Body, 'colours'> = {}): string {
  const own = colours?.[surface];
  return own ? `${layer}_${surface}_${hex(own)}` : `${layer}_${surface}`;
}

function hex(colour: Rgb): string {
  return colour.map((value) => value.toString(16).padStart(2, '0')).join('');
}
