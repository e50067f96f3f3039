import type { LayerId } from '../../contract/layers.ts';
import type { SurfaceId } from '../mesh/layer-mesh.ts';

/** Red, green and blue in sRGB, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** How a layer looks in formats that hold colours. */
interface LayerLook {
  /** AutoCAD colour index of the layer. */
  readonly aci: number;
  readonly surfaces: Partial<Record<SurfaceId, Rgb>>;
}

/** Muted colours that keep apart what should be told apart, in light and in dark viewers. */
const LOOKS: Record<LayerId, LayerLook> = {
  terrain: {
    aci: 73,
    surfaces: { ground: [158, 173, 135], skirt: [141, 124, 104], base: [120, 106, 90] },
  },
  buildings: {
    aci: 31,
    surfaces: { wall: [226, 218, 204], roof: [178, 103, 82], underside: [166, 158, 147] },
  },
};

/** The AutoCAD colour index of a layer. */
export function layerAci(layer: LayerId): number {
  return LOOKS[layer].aci;
}

/** The colour of a surface in a layer; throws where the table lacks one, which is a mistake in the program. */
export function surfaceColour(layer: LayerId, surface: SurfaceId): Rgb {
  const colour = LOOKS[layer].surfaces[surface];
  if (!colour) throw new Error(`No colour is defined for the ${surface} of layer ${layer}.`);
  return colour;
}

/** The name of a surface's material, for example `buildings_roof`. */
export function materialName(layer: LayerId, surface: SurfaceId): string {
  return `${layer}_${surface}`;
}
