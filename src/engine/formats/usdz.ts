import { alignedZip } from './aligned-zip.ts';
import type { PlainFile, Scene } from './format.ts';
import { usdaPieces } from './usda.ts';

/** USDZ: a USD text file in an uncompressed, aligned ZIP. Metres, y up; materials are UsdPreviewSurface. */
export function writeUsdz(scene: Scene, baseName: string): PlainFile[] {
  return [{ name: `${baseName}.usdz`, chunks: alignedZip(`${baseName}.usda`, () => usdaPieces(scene)) }];
}
