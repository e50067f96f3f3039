import type { Building, BuildingColours } from '../city/city.ts';
import type { Oddities } from '../city/oddities.ts';
import type { Pace } from '../pace.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { jointPrisms } from './joints.ts';
import type { Joints, LayerMesh } from './layer-mesh.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { addPrism, triangulateFootprint } from './prism.ts';
import { type RoofedPrism, roofOver } from './roof-over.ts';
import { addSolid } from './roofed-solid.ts';
import { separatePrisms } from './separate-prisms.ts';

/** Metres that a building reaches below the lowest ground under it; the terrain's base lies deeper. */
const FOUNDATION = 1;

/**
 * The solids of all buildings: closed, outward-oriented shells under their roofs, a centimetre apart where buildings meet
 * (see {@link separatePrisms}).
 * @param fused whether to make joints in those gaps
 */
export async function buildingsMesh(
  buildings: readonly Building[],
  kernel: PolygonKernel,
  oddities: Oddities,
  pace: Pace,
  fused = false,
): Promise<LayerMesh> {
  const mesh = new MeshBuilder('buildings');
  const names = new Map(buildings.flatMap(({ name, parts }) => parts.map(({ id }) => [id, name] as const)));
  const prisms = await separatePrisms(buildings.flatMap(toPrisms), kernel, pace);
  const standing = new Map<string, number>();
  for (const prism of prisms) {
    await pace.breathe();
    const { id, footprint, bottom, top, colours } = prism;
    const triangulated = triangulateFootprint(footprint, kernel);
    if (!triangulated) {
      oddities.skip(id, 'an outline that touches itself and gives no closed solid');
      standing.set(id, 0);
    }
    for (const [polygon, triangulation] of triangulated ?? []) {
      const number = (standing.get(id) ?? 0) + 1;
      standing.set(id, number);
      const roofed = roofOver(prism, polygon, triangulation, oddities);
      if (roofed) addSolid(mesh, roofed);
      else addPrism(mesh, polygon, triangulation, bottom, top);
      mesh.endBody(number === 1 ? id : `${id}#${number}`, names.get(id), colours);
    }
  }
  for (const id of names.keys()) {
    if (!standing.has(id)) oddities.repair(id, 'a solid that lies inside other buildings, merged with them');
  }
  return fused ? { ...mesh.build(), joints: await jointsOf(prisms, kernel, pace) } : mesh.build();
}

async function jointsOf(prisms: readonly RoofedPrism[], kernel: PolygonKernel, pace: Pace): Promise<Joints> {
  const mesh = new MeshBuilder('buildings');
  for (const { id, footprint, bottom, top } of await jointPrisms(prisms, kernel, pace)) {
    await pace.breathe();
    for (const [polygon, triangulation] of triangulateFootprint(footprint, kernel) ?? []) {
      addPrism(mesh, polygon, triangulation, bottom, top);
      mesh.endBody(id);
    }
  }
  return mesh.build();
}

interface ColouredPrism extends RoofedPrism {
  readonly colours?: BuildingColours;
}

function toPrisms({ ground, base, parts }: Building): ColouredPrism[] {
  return parts.map(({ id, footprint, minHeight, height, roof, colours }) => {
    const top = millimetres(base + height);
    return {
      id,
      footprint,
      bottom: millimetres(minHeight > 0 ? base + minHeight : ground - FOUNDATION),
      top,
      ...(roof && { roof: { ...roof, top } }),
      ...(colours && { colours }),
    };
  });
}

function millimetres(z: number): number {
  return Math.round(z * 1000) / 1000;
}
