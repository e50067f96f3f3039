import type { LayerMesh } from '../mesh/layer-mesh.ts';

/** What writers get. */
export interface Scene {
  readonly layers: readonly LayerMesh[];
  /** Lines for the file's header or comments: software, attribution. ASCII not guaranteed. */
  readonly comments: readonly string[];
}

/** A file to be put into the ZIP. */
export interface OutputFile {
  readonly name: string;
  /** The bytes in order; each chunk is fresh memory and may be transferred. */
  readonly chunks: Iterable<Uint8Array>;
}

/**
 * Writes a scene. The first file is the main one, `<baseName>.<extension>`; others (materials) go beside it.
 * The same scene gives the same bytes.
 */
export type WriteFormat = (scene: Scene, baseName: string) => OutputFile[];
