import type { FormatId } from '../../contract/formats.ts';
import type { WriteFormat } from './format.ts';

/** How each format is written. Each writer is loaded only when it is used. */
export const WRITERS: Record<FormatId, () => Promise<WriteFormat>> = {
  stl: async () => (await import('./stl.ts')).writeStl,
  '3mf': async () => (await import('./3mf.ts')).write3mf,
  obj: async () => (await import('./obj.ts')).writeObj,
  glb: async () => (await import('./glb.ts')).writeGlb,
  ply: async () => (await import('./ply.ts')).writePly,
  dae: async () => (await import('./dae.ts')).writeDae,
  usdz: async () => (await import('./usdz.ts')).writeUsdz,
  dxf: async () => (await import('./dxf.ts')).writeDxf,
  '3dm': async () => (await import('./3dm.ts')).write3dm,
  geojson: async () => (await import('./geojson.ts')).writeGeojson,
  flatgeobuf: async () => (await import('./flatgeobuf.ts')).writeFlatgeobuf,
  cityjson: async () => (await import('./cityjson/cityjson.ts')).writeCityjson,
  cityjsonseq: async () => (await import('./cityjson/cityjson.ts')).writeCityjsonseq,
  geotiff: async () => (await import('./geotiff.ts')).writeGeotiff,
  ifc: async () => (await import('./ifc/ifc.ts')).writeIfc,
  svg: async () => (await import('./svg.ts')).writeSvg,
  png: async () => (await import('./png.ts')).writePng,
};
