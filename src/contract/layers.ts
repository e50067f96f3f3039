/** What a layer is. How it is made lives in `engine/city/` and `engine/mesh/`. */
export interface LayerInfo {
  readonly label: string;
  readonly description: string;
}

export const LAYERS = {
  terrain: { label: 'Terrain', description: 'The ground as a closed solid with a flat base' },
  buildings: { label: 'Buildings', description: 'Every building a closed solid that stands in the ground' },
  roads: { label: 'Roads', description: 'From motorways to footpaths, with squares and parking' },
  railways: { label: 'Railways', description: 'Rail, tram and light rail on the ground' },
  water: { label: 'Water', description: 'Rivers, lakes, canals and the sea, each level' },
  green: { label: 'Green', description: 'Parks, grass, woods, farmland' },
  trees: { label: 'Trees', description: 'Single trees, rows and woods' },
  bridges: { label: 'Bridges', description: 'Decks and piers; ramps meet the ground' },
  barriers: { label: 'Barriers', description: 'Walls, fences and hedges' },
} as const satisfies Record<string, LayerInfo>;

export type LayerId = keyof typeof LAYERS;

export const LAYER_IDS = Object.keys(LAYERS) as LayerId[];

/** The documented default of the Simple Export API. */
export const DEFAULT_LAYERS: readonly LayerId[] = ['terrain'];
