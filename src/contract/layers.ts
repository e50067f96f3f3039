/** What a layer is. How it is made lives in `engine/city/` and `engine/mesh/`. */
export interface LayerInfo {
  readonly label: string;
  readonly description: string;
}

export const LAYERS = {
  terrain: { label: 'Terrain', description: 'The ground as a closed solid with a flat base' },
  buildings: { label: 'Buildings', description: 'Every building a closed solid that stands in the ground' },
} as const satisfies Record<string, LayerInfo>;

export type LayerId = keyof typeof LAYERS;

export const LAYER_IDS = Object.keys(LAYERS) as LayerId[];

/** The documented default of the Simple Export API. */
export const DEFAULT_LAYERS: readonly LayerId[] = ['terrain'];
