import type { FormatOptions } from '../../contract/format-options.ts';
import { formatSettings } from '../../contract/format-settings.ts';
import { FORMATS, type FormatId, type FormatInfo, heldLayers } from '../../contract/formats.ts';
import type { City } from '../city/city.ts';
import type { FusedSolid } from '../fuse/fuse-layers.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { Pace } from '../pace.ts';
import type { Stages } from '../stages.ts';
import { type AttributesOf, attributesOf } from './attributes.ts';
import { extentsOf } from './extents.ts';
import { fileSets } from './file-sets.ts';
import type { OutputFile, Scene } from './format.ts';
import { fuser } from './fuser.ts';
import { createPlacement } from './placement.ts';
import { fileName } from './plain-text.ts';
import { checkSize } from './size-estimate.ts';
import { WRITERS } from './writers.ts';

/** What {@link writeModel} writes. */
export interface ModelInput {
  readonly formats: readonly FormatId[];
  readonly layers: readonly LayerMesh[];
  readonly city: City;
  /** Each layer to a file of its own. */
  readonly separateFiles: boolean;
  readonly options: FormatOptions;
  /** Begins every file's name. */
  readonly id: string;
  /** Lines for the head of each file: software, attribution. */
  readonly comments: readonly string[];
  /** What must be named where the model is shown. */
  readonly attributions: readonly string[];
}

/** The files of one format. */
export interface WrittenFormat {
  readonly format: FormatId;
  readonly scene: Scene;
  readonly files: readonly OutputFile[];
  /** What each file became whose bodies were fused. */
  readonly fused: readonly FusedFile[];
}

/** A file that holds one surface. */
export interface FusedFile extends FusedSolid {
  readonly name: string;
}

/**
 * The files of a model in each format, the main one first: `<id>.<format>` with all layers, or `<id>_<layer>.<format>`
 * for each. Their bytes are made while they are read.
 * @throws ExportError `area-too-large` where they would be larger than programs open, before anything is made; where bodies
 * cannot be fused; the signal's reason on abort
 */
export async function writeModel(input: ModelInput, pace: Pace, stage: Stages): Promise<WrittenFormat[]> {
  const find = attributesOf(input.city);
  const scenes = input.formats.map((format) => ({ format, scene: createScene(input, format, find) }));
  checkSize(scenes);
  const fuse = fuser(pace, stage);
  const id = fileName(input.id);
  const written: WrittenFormat[] = [];
  for (const { format, scene } of scenes) {
    const write = await WRITERS[format]();
    const files: OutputFile[] = [];
    const fused: FusedFile[] = [];
    const closedOnly = scene.settings.fuse || (infoOf(format).closedOnly ?? false);
    for (const { layers, suffix } of fileSets(heldMeshes(format, scene.layers), { closedOnly }, input.separateFiles)) {
      const whole = scene.settings.fuse ? await fuse(format, scene, layers) : undefined;
      stage('write')(0, 0);
      const [main, ...others] = await write({ ...scene, layers: whole?.layers ?? layers }, `${id}${suffix}`);
      files.push(main!, ...others);
      if (whole) fused.push({ name: main!.name, ...whole.solid });
    }
    written.push({ format, scene, files, fused });
  }
  return written;
}

function heldMeshes(format: FormatId, layers: readonly LayerMesh[]): LayerMesh[] {
  const held = heldLayers(
    format,
    layers.map(({ layer }) => layer),
  );
  return layers.filter(({ layer }) => held.includes(layer));
}

function infoOf(format: FormatId): FormatInfo {
  return FORMATS[format];
}

/** Coordinates are placed by all layers, so that separate files fit together. */
function createScene(
  { layers, city, options, comments, attributions }: ModelInput,
  format: FormatId,
  find: AttributesOf,
): Scene {
  const settings = formatSettings(format, options);
  return {
    layers,
    city,
    attributesOf: find,
    comments,
    attributions,
    settings,
    placement: createPlacement(format, settings, { extents: extentsOf(layers), rect: city.frame.rect }),
  };
}
