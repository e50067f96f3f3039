import type { Rgb } from '../city/city.ts';
import { type Body, type LayerMesh, SURFACES, type SurfaceId } from '../mesh/layer-mesh.ts';
import type { Scene } from './format.ts';
import { materialName, surfaceColour } from './materials.ts';
import { oneLine } from './plain-text.ts';

/** The material library of a scene: one matt colour for each surface that occurs in a layer, and for each body's own colours. */
export function mtlChunks({ layers, comments }: Scene): Uint8Array[] {
  const materials = new Map<string, Rgb>();
  for (const mesh of layers) {
    for (const body of mesh.bodies) {
      for (const surface of usedSurfaces(mesh, body)) {
        materials.set(materialName(mesh.layer, surface, body), surfaceColour(surface, body));
      }
    }
  }
  const text = [
    ...comments.map((comment) => `# ${oneLine(comment)}\n`),
    ...[...materials].map(([name, colour]) => material(name, colour)),
  ];
  return [new TextEncoder().encode(text.join(''))];
}

/** The surfaces that occur in a body, in the order of {@link SURFACES}. */
export function usedSurfaces({ surfaces }: LayerMesh, { firstTriangle, triangleCount }: Body): SurfaceId[] {
  const used = new Set(surfaces.subarray(firstTriangle, firstTriangle + triangleCount));
  return SURFACES.filter((_, index) => used.has(index));
}

function material(name: string, colour: Rgb): string {
  return `newmtl ${name}\nKd ${colour.map((value) => (value / 255).toFixed(3)).join(' ')}\nd 1\nillum 1\n`;
}
