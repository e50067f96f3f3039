import type { Tags } from '../sources/osm-data.ts';

/** A kind of tall structure. */
export interface Structure {
  /** Metres, where it is not tagged. */
  readonly height: number;
  /** Diameter as a share of the height, where neither it nor an outline is mapped. */
  readonly slenderness: number;
}

/** The values of `man_made` that are built like buildings, each with what such a structure usually measures. */
export const STRUCTURES: Readonly<Record<string, Structure>> = {
  tower: { height: 20, slenderness: 0.2 },
  communications_tower: { height: 100, slenderness: 0.1 },
  chimney: { height: 20, slenderness: 0.08 },
  silo: { height: 12, slenderness: 0.5 },
  storage_tank: { height: 10, slenderness: 1.5 },
  water_tower: { height: 30, slenderness: 0.3 },
  mast: { height: 25, slenderness: 0.02 },
  gasometer: { height: 40, slenderness: 1 },
  lighthouse: { height: 20, slenderness: 0.25 },
  cooling_tower: { height: 80, slenderness: 0.8 },
  windmill: { height: 12, slenderness: 0.5 },
};

/** The key in {@link STRUCTURES} of what tags describe, where they describe such a structure. */
export function structureKind(tags: Tags): string | undefined {
  const kind = tags.man_made;
  if (kind === undefined || !Object.hasOwn(STRUCTURES, kind)) return undefined;
  return kind === 'tower' && tags['tower:type'] === 'cooling' ? 'cooling_tower' : kind;
}

/** The structure that tags describe, where they describe one. */
export function structureOf(tags: Tags): Structure | undefined {
  const kind = structureKind(tags);
  return kind === undefined ? undefined : STRUCTURES[kind];
}
