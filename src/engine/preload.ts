import { WRITERS } from './formats/writers.ts';
import { loadPolygonKernel } from './polygon/polygon-kernel.ts';

/**
 * Loads what exports load when they need it, so that they can run when the network goes. What cannot be loaded now is
 * loaded, or reported, by the export that needs it.
 */
export async function preload(): Promise<void> {
  const loadSolids = async () => (await import('./fuse/unite-solids.ts')).loadSolidLibrary();
  await Promise.allSettled([loadPolygonKernel(), loadSolids(), ...Object.values(WRITERS).map((load) => load())]);
}
