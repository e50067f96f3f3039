import type { CoverId } from '../../city/covers.ts';
import { SURFACES, type SurfaceId } from '../../mesh/layer-mesh.ts';
import type { CityObject } from '../city-objects.ts';

/** What CityJSON 2.0 calls an object of the first level. */
export function objectType({ layer, cover, attributes }: CityObject): string {
  switch (layer) {
    case 'terrain':
      return 'TINRelief';
    case 'buildings':
      return 'Building';
    case 'roads':
      return cover === 'square' || cover === 'parking' ? 'TransportSquare' : 'Road';
    case 'railways':
      return 'Railway';
    case 'water':
      return 'WaterBody';
    case 'green':
      return BARE.has(cover) ? 'LandUse' : 'PlantCover';
    case 'trees':
      return 'SolitaryVegetationObject';
    case 'bridges':
      return 'Bridge';
    case 'barriers':
      return attributes.class === 'hedge' ? 'PlantCover' : 'OtherConstruction';
  }
}

/** Green areas that plants do not cover. */
const BARE: ReadonlySet<CoverId | undefined> = new Set<CoverId>(['sand', 'rock', 'pitch', 'cemetery']);

/** What it calls a part of one. */
export function partType({ layer, id }: CityObject): string {
  if (layer === 'buildings') return 'BuildingPart';
  if (layer === 'bridges') return /#pier\d/.test(id) ? 'BridgeConstructiveElement' : 'BridgePart';
  return 'OtherConstruction';
}

/** The semantic type of a surface of an object; `undefined` where there is none for objects of its type. */
export function surfaceType(type: string, surface: number, isRaised: boolean): string | undefined {
  if (type === 'Road' || type === 'Railway' || type === 'TransportSquare') return 'TrafficArea';
  if (type === 'WaterBody') return 'WaterSurface';
  if (!/^(Building|Bridge|Other)/.test(type)) return undefined;
  return CONSTRUCTION[SURFACES[surface]!]?.[isRaised ? 1 : 0] ?? 'WallSurface';
}

/** Of a construction in the ground, and of one above it. */
const CONSTRUCTION: Readonly<Partial<Record<SurfaceId, readonly [string, string]>>> = {
  underside: ['GroundSurface', 'OuterCeilingSurface'],
  roof: ['RoofSurface', 'RoofSurface'],
  deck: ['OuterFloorSurface', 'OuterFloorSurface'],
};
