import type { LayerId } from '../../contract/layers.ts';
import { type LayerMesh, SURFACES, type SurfaceId } from '../mesh/layer-mesh.ts';
import type { Scene } from './format.ts';
import { materialName, surfaceColour } from './materials.ts';
import { oneLine } from './plain-text.ts';

/** The material library of a scene: one matt colour for each surface that occurs in a layer. */
export function mtlChunks({ layers, comments }: Scene): Uint8Array[] {
  const materials = layers.flatMap((mesh) => usedSurfaces(mesh).map((surface) => material(mesh.layer, surface)));
  const text = [...comments.map((comment) => `# ${oneLine(comment)}\n`), ...materials].join('');
  return [new TextEncoder().encode(text)];
}

function usedSurfaces({ surfaces }: LayerMesh): SurfaceId[] {
  return SURFACES.filter((_, index) => surfaces.includes(index));
}

function material(layer: LayerId, surface: SurfaceId): string {
  const colour = surfaceColour(layer, surface).map((value) => (value / 255).toFixed(3));
  return `newmtl ${materialName(layer, surface)}\nKd ${colour.join(' ')}\nd 1\nillum 1\n`;
}
