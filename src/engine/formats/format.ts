import type { FormatSettings } from '../../contract/format-options.ts';
import type { City } from '../city/city.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { AttributesOf } from './attributes.ts';
import type { Placement } from './placement.ts';

/** What writers get. Mesh formats read the layers; formats that keep meaning read the city too. */
export interface Scene {
  /** The layers of this file. */
  readonly layers: readonly LayerMesh[];
  /** The semantic model, with the frame that leads back to WGS84 (`city.frame`). */
  readonly city: City;
  /** What is known of the object that a body belongs to. */
  readonly attributesOf: AttributesOf;
  /** Lines for the file's header or comments: software, attribution. ASCII not guaranteed. */
  readonly comments: readonly string[];
  /** What must be named where the model is shown, for example `© OpenStreetMap contributors`. */
  readonly attributions: readonly string[];
  readonly settings: FormatSettings;
  /** From local metres to the file's coordinates. */
  readonly placement: Placement;
}

/** The bytes of a file in order, made while they are read. Each chunk is fresh memory and may be transferred. */
export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A file to be put into the ZIP. */
export interface OutputFile {
  readonly name: string;
  readonly chunks: Chunks;
}

/** A file whose bytes need not be waited for. */
export interface PlainFile extends OutputFile {
  readonly chunks: Iterable<Uint8Array>;
}

/**
 * Writes a scene. The first file is the main one, `<baseName>.<extension>`; others (materials) go beside it.
 * The same scene gives the same bytes.
 */
export type WriteFormat = (scene: Scene, baseName: string) => OutputFile[] | Promise<OutputFile[]>;
