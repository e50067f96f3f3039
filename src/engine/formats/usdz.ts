import { alignedZip } from './aligned-zip.ts';
import type { PlainFile, Scene } from './format.ts';
import { usdaChunks } from './usda.ts';

/** USDZ: a USD text file in an uncompressed, aligned ZIP. Metres, y up; materials are UsdPreviewSurface. */
export function writeUsdz(scene: Scene, baseName: string): PlainFile[] {
  const chunks = alignedZip(`${baseName}.usda`, (lends) => usdaChunks(scene, lends));
  return [{ name: `${baseName}.usdz`, chunks }];
}
