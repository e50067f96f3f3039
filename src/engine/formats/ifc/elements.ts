import { SURFACES, type SurfaceId } from '../../mesh/layer-mesh.ts';
import type { CityObject } from '../city-objects.ts';

/** What an object, or a surface of a building, is in IFC4. */
export interface ElementKind {
  readonly entity: string;
  /** Attributes after the tag. */
  readonly predefined: string;
  /** Says what it is where the predefined types do not. */
  readonly objectType?: string;
}

const USER_DEFINED = '.USERDEFINED.';
const civil = (objectType: string): ElementKind => ({ entity: 'IFCCIVILELEMENT', predefined: '', objectType });
const geographic = (objectType: string): ElementKind => ({
  entity: 'IFCGEOGRAPHICELEMENT',
  predefined: USER_DEFINED,
  objectType,
});

/** What stands or lies on the site by itself. */
export function elementKind({ layer, attributes }: CityObject): ElementKind {
  switch (layer) {
    case 'terrain':
      return { entity: 'IFCGEOGRAPHICELEMENT', predefined: '.TERRAIN.' };
    case 'roads':
      return civil('ROAD');
    case 'railways':
      return civil('RAILWAY');
    case 'bridges':
      return civil('BRIDGE');
    case 'water':
      return geographic('WATER');
    case 'green':
      return geographic('GREEN');
    case 'trees':
      return geographic('TREE');
    case 'barriers':
      return barrierKind(attributes.class);
    case 'buildings':
      return { entity: 'IFCBUILDINGELEMENTPROXY', predefined: '$' };
  }
}

function barrierKind(kind: string | number | undefined): ElementKind {
  if (kind === 'hedge') return geographic('HEDGE');
  if (kind === 'fence') return { entity: 'IFCRAILING', predefined: USER_DEFINED, objectType: 'FENCE' };
  return { entity: 'IFCWALL', predefined: '.SOLIDWALL.' };
}

/** The element that a surface of a building belongs to. */
const BUILDING_ELEMENTS = {
  wall: { entity: 'IFCWALL', predefined: '.NOTDEFINED.' },
  roof: { entity: 'IFCROOF', predefined: '.NOTDEFINED.' },
  slab: { entity: 'IFCSLAB', predefined: '.BASESLAB.' },
} as const satisfies Record<string, ElementKind>;
export type BuildingElement = keyof typeof BUILDING_ELEMENTS;
export const BUILDING_ELEMENT_IDS = Object.keys(BUILDING_ELEMENTS) as BuildingElement[];

export function buildingElementKind(element: BuildingElement): ElementKind {
  return BUILDING_ELEMENTS[element];
}

export function buildingElement(surface: number): BuildingElement {
  const id: SurfaceId = SURFACES[surface]!;
  if (id === 'roof') return 'roof';
  return id === 'underside' ? 'slab' : 'wall';
}
