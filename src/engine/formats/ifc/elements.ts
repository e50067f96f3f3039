import { SURFACES, type SurfaceId } from '../../mesh/layer-mesh.ts';
import type { CityObject } from '../city-objects.ts';
import { type LongText, longText } from '../prepared-text.ts';

/** What an object, or a surface of a building, is in IFC4, as its instance says it. */
export interface ElementKind {
  /** How the instance begins. */
  readonly entity: LongText;
  /** From its name to its placement, with the type where the predefined ones do not say what it is. */
  readonly objectType: LongText;
  /** From its shape to its end. */
  readonly predefined: LongText;
}

/** @param predefined what stands after the tag, if anything */
function kind(entity: string, predefined: string, objectType?: string): ElementKind {
  return {
    entity: longText(`${entity}(`),
    objectType: longText(objectType === undefined ? ',$,$,' : `,$,'${objectType}',`),
    predefined: longText(predefined === '' ? ',$);\n' : `,$,${predefined});\n`),
  };
}

const USER_DEFINED = '.USERDEFINED.';
const civil = (objectType: string) => kind('IFCCIVILELEMENT', '', objectType);
const geographic = (objectType: string) => kind('IFCGEOGRAPHICELEMENT', USER_DEFINED, objectType);

const TERRAIN = kind('IFCGEOGRAPHICELEMENT', '.TERRAIN.');
const ROAD = civil('ROAD');
const RAILWAY = civil('RAILWAY');
const BRIDGE = civil('BRIDGE');
const WATER = geographic('WATER');
const GREEN = geographic('GREEN');
const TREE = geographic('TREE');
const HEDGE = geographic('HEDGE');
const FENCE = kind('IFCRAILING', USER_DEFINED, 'FENCE');
const MASONRY = kind('IFCWALL', '.SOLIDWALL.');
const PROXY = kind('IFCBUILDINGELEMENTPROXY', '$');

/** What stands or lies on the site by itself. */
export function elementKind({ layer, attributes }: CityObject): ElementKind {
  switch (layer) {
    case 'terrain':
      return TERRAIN;
    case 'roads':
      return ROAD;
    case 'railways':
      return RAILWAY;
    case 'bridges':
      return BRIDGE;
    case 'water':
      return WATER;
    case 'green':
      return GREEN;
    case 'trees':
      return TREE;
    case 'barriers':
      return barrierKind(attributes.class);
    case 'buildings':
      return PROXY;
  }
}

function barrierKind(barrier: string | number | undefined): ElementKind {
  if (barrier === 'hedge') return HEDGE;
  if (barrier === 'fence') return FENCE;
  return MASONRY;
}

/** The element that a surface of a building belongs to. */
const BUILDING_ELEMENTS = {
  wall: kind('IFCWALL', '.NOTDEFINED.'),
  roof: kind('IFCROOF', '.NOTDEFINED.'),
  slab: kind('IFCSLAB', '.BASESLAB.'),
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
