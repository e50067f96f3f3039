import type { FormatId } from '../../contract/formats.ts';
import type { WriteFormat } from './format.ts';

/** How each format is written. Each writer is loaded only when it is used. */
export const WRITERS: Record<FormatId, () => Promise<WriteFormat>> = {
  stl: async () => (await import('./stl.ts')).writeStl,
  obj: async () => (await import('./obj.ts')).writeObj,
  dxf: async () => (await import('./dxf.ts')).writeDxf,
};
