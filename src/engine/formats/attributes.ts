import type { LayerId } from '../../contract/layers.ts';
import type { Building, BuildingPart, City } from '../city/city.ts';
import type { Tags } from '../sources/osm-data.ts';

/** What is known of an object, by name: heights and widths in metres, where they came from, its class. */
export type Attributes = Readonly<Record<string, string | number>>;

/** What is known of a body. */
export interface BodyInfo {
  /** The OSM element of the whole object, for example a building's outline. */
  readonly id: string;
  readonly name?: string;
  readonly attributes: Attributes;
  /** What holds of this body of it alone, where it is a part. */
  readonly part: Attributes;
  /** The tags of the element as they are, where the city keeps them. */
  readonly tags: Tags;
}

/** Finds what is known of a body of a layer. */
export type AttributesOf = (layer: LayerId, bodyId: string) => BodyInfo;

/** Makes a city's objects searchable by their bodies' ids. */
export function attributesOf(city: City): AttributesOf {
  const buildings = new Map(
    city.buildings.flatMap((building) =>
      building.parts.map((part) => [part.id, buildingInfo(building, part)] as const),
    ),
  );
  const bridges = infos(city.bridges, ({ width, widthProvenance, level }) => ({
    width: round(width),
    width_source: widthProvenance,
    level,
  }));
  const trees = infos(city.trees, ({ shape, height, crownDiameter, provenance }) => ({
    shape,
    height: round(height),
    crown_diameter: round(crownDiameter),
    height_source: provenance,
  }));
  const barriers = infos(city.barriers, ({ kind, width, height, provenance }) => ({
    class: kind,
    width: round(width),
    height: round(height),
    height_source: provenance,
  }));
  const onGround = new Map([
    ...infos(city.areas, ({ cover }) => ({ class: cover })),
    ...infos(city.courses, ({ cover, width, widthProvenance }) => ({
      class: cover,
      width: round(width),
      width_source: widthProvenance,
    })),
  ]);
  const tables: Partial<Record<LayerId, ReadonlyMap<string, BodyInfo>>> = { buildings, bridges, trees, barriers };
  return (layer, bodyId) => {
    const table = tables[layer] ?? onGround;
    return (
      table.get(bodyId) ?? table.get(bodyId.replace(/#\d+$/, '')) ?? { id: bodyId, attributes: {}, part: {}, tags: {} }
    );
  };
}

function buildingInfo(building: Building, part: BuildingPart): BodyInfo {
  const attributes = { class: building.class, ground: round(building.ground), base: round(building.base) };
  const ofPart: Record<string, string | number> = {};
  if (building.parts.length > 1) ofPart.part = part.id;
  if (part.minHeight > 0) ofPart.min_height = round(part.minHeight);
  ofPart.height = round(part.height);
  ofPart.height_source = part.provenance;
  if (part.roof) {
    ofPart.roof_shape = part.roof.shape;
    ofPart.roof_height = round(part.roof.height);
  }
  return bodyInfo(building, attributes, ofPart);
}

interface Tagged {
  readonly id: string;
  readonly name?: string;
  readonly tags: Tags;
}

function infos<Item extends Tagged>(items: readonly Item[], attributes: (item: Item) => Attributes) {
  return new Map(items.map((item) => [item.id, bodyInfo(item, attributes(item), {})] as const));
}

/** Spelt out: thousands are made, and spread objects take ten times as long. */
function bodyInfo({ id, name, tags }: Tagged, attributes: Attributes, part: Attributes): BodyInfo {
  return name === undefined ? { id, attributes, part, tags } : { id, name, attributes, part, tags };
}

/** To the millimetre. */
function round(metres: number): number {
  return Math.round(metres * 1000) / 1000 + 0;
}
