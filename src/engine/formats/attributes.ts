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
    width,
    width_source: widthProvenance,
    level,
  }));
  const trees = infos(city.trees, ({ shape, height, crownDiameter, provenance }) => ({
    shape,
    height,
    crown_diameter: crownDiameter,
    height_source: provenance,
  }));
  const barriers = infos(city.barriers, ({ kind, width, height, provenance }) => ({
    class: kind,
    width,
    height,
    height_source: provenance,
  }));
  const onGround = new Map([
    ...infos(city.areas, ({ cover }) => ({ class: cover })),
    ...infos(city.courses, ({ cover, width, widthProvenance }) => ({
      class: cover,
      width,
      width_source: widthProvenance,
    })),
  ]);
  const tables: Partial<Record<LayerId, ReadonlyMap<string, BodyInfo>>> = { buildings, bridges, trees, barriers };
  return (layer, bodyId) => {
    const table = tables[layer] ?? onGround;
    const whole = bodyId.replace(/#\d+$/, '');
    return table.get(bodyId) ?? table.get(whole) ?? { id: bodyId, attributes: {}, part: {}, tags: {} };
  };
}

function buildingInfo(
  { id, name, class: kind, tags, ground, base, parts }: Building,
  { id: partId, minHeight, height, roof, provenance }: BuildingPart,
): BodyInfo {
  return {
    id,
    ...(name !== undefined && { name }),
    attributes: { class: kind, ground: round(ground), base: round(base) },
    part: {
      ...(parts.length > 1 && { part: partId }),
      ...(minHeight > 0 && { min_height: round(minHeight) }),
      height: round(height),
      height_source: provenance,
      ...(roof && { roof_shape: roof.shape, roof_height: round(roof.height) }),
    },
    tags,
  };
}

interface Tagged {
  readonly id: string;
  readonly name?: string;
  readonly tags: Tags;
}

function infos<Item extends Tagged>(items: readonly Item[], attributes: (item: Item) => Attributes) {
  return new Map(
    items.map((item): [string, BodyInfo] => [
      item.id,
      {
        id: item.id,
        ...(item.name !== undefined && { name: item.name }),
        attributes: attributes(item),
        part: {},
        tags: item.tags,
      },
    ]),
  );
}

/** To the millimetre. */
function round(metres: number): number {
  return Math.round(metres * 1000) / 1000 + 0;
}
