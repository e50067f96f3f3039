import type { FormatId } from '../../contract/formats.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { OutputFile } from './format.ts';
import { fileName } from './plain-text.ts';
import { WRITERS } from './writers.ts';

/** What {@link writeModel} writes. */
export interface ModelInput {
  readonly format: FormatId;
  readonly layers: readonly LayerMesh[];
  /** Each layer to a file of its own. */
  readonly separateFiles: boolean;
  /** Begins every file's name. */
  readonly id: string;
  /** Lines for the head of each file: software, attribution. */
  readonly comments: readonly string[];
}

/**
 * The files of a model, the main one first: `<id>.<format>` with all layers, or `<id>_<layer>.<format>` for each.
 * Their bytes are made while they are read.
 */
export async function writeModel(input: ModelInput): Promise<OutputFile[]> {
  const { layers, comments } = input;
  const write = await WRITERS[input.format]();
  const id = fileName(input.id);
  if (!input.separateFiles) return write({ layers, comments }, id);
  return layers.flatMap((layer) => write({ layers: [layer], comments }, `${id}_${layer.layer}`));
}
