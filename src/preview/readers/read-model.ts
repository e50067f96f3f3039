import type { Model, ModelFile } from '../model.ts';
import { type ReadableExtension, readableExtension } from '../readable-formats.ts';
import { ModelBuilder } from './model-builder.ts';
import { unreadable } from './model-errors.ts';

/**
 * Reads a file into a model.
 * @throws ExportError `bad-file` where it is not of its format or needs what this reader does not know
 */
export type ReadModel = (file: ModelFile, model: ModelBuilder) => void | Promise<void>;

const READERS: Readonly<Record<ReadableExtension, () => Promise<ReadModel>>> = {
  stl: async () => (await import('./read-stl.ts')).readStl,
  obj: async () => (await import('./read-obj.ts')).readObj,
  dxf: async () => (await import('./read-dxf.ts')).readDxf,
  glb: async () => (await import('./read-gltf.ts')).readGltf,
  gltf: async () => (await import('./read-gltf.ts')).readGltf,
  ply: async () => (await import('./read-ply.ts')).readPly,
  '3mf': async () => (await import('./read-3mf.ts')).read3mf,
  dae: async () => (await import('./read-dae.ts')).readDae,
};

/** Reads the files of one model, by the formats that their names tell. */
export async function readModel(files: readonly ModelFile[]): Promise<Model> {
  const model = new ModelBuilder();
  for (const file of files) {
    const extension = readableExtension(file.name);
    if (!extension) throw unreadable(file.name, 'its format is not known here');
    model.fileName = file.name;
    const read = await READERS[extension]();
    await read(file, model);
  }
  return model.finish();
}
