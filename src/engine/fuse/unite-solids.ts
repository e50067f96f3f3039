import loadManifold, { type Manifold, type ManifoldToplevel } from 'manifold-3d';
import { ExportError } from '../../contract/errors.ts';
import type { Pace } from '../pace.ts';

/** Triangles with a number each that tells where they come from. */
export interface TaggedMesh {
  /** `x, y, z` per vertex. */
  readonly positions: Float32Array;
  /** Three vertex numbers per triangle, counter-clockwise seen from outside. */
  readonly triangles: Uint32Array;
  /** Per triangle. Pieces of a triangle keep its tag. */
  readonly tags: Uint32Array;
}

/** One closed solid: every edge belongs to two triangles by the numbers of its vertices. */
export interface TaggedSolid extends TaggedMesh {
  /** Names it where it is refused. */
  readonly id: string;
}

/** Solids that are united at a time: in so many the library takes a fraction of a second. */
const BATCH = 250;

let library: Promise<ManifoldToplevel> | undefined;

/** Loads the library once; after a failure, again. */
export function loadSolidLibrary(): Promise<ManifoldToplevel> {
  library ??= loadManifold()
    .then((loaded) => {
      loaded.setup();
      return loaded;
    })
    .catch((error: unknown) => {
      library = undefined;
      throw error;
    });
  return library;
}

/**
 * The union of solids as one surface without inner faces (Manifold compiled to WebAssembly). Corners where faces cross are
 * rounded to 32 bits, so that it may cross itself by as much.
 * @param tolerance vertices that the surface does without, nearer than this to it, are left out
 * @throws ExportError where a solid is not closed, or the memory does not suffice; the signal's reason on abort
 */
export async function uniteSolids(solids: readonly TaggedSolid[], tolerance: number, pace: Pace): Promise<TaggedMesh> {
  const loaded = await loadSolidLibrary();
  const held = new Set<Manifold>();
  const hold = (manifold: Manifold) => {
    held.add(manifold);
    return manifold;
  };
  const drop = (manifold: Manifold) => {
    held.delete(manifold);
    manifold.delete();
  };
  const unite = (parts: readonly Manifold[]) => {
    const united = hold(loaded.Manifold.union(parts));
    // Asking for the status makes the union, which needs its parts no more afterwards.
    complain(united.status());
    parts.forEach(drop);
    return united;
  };
  try {
    const batches: Manifold[] = [];
    for (let start = 0; start < solids.length; start += BATCH) {
      await pace.breathe();
      batches.push(unite(solids.slice(start, start + BATCH).map((solid) => hold(toManifold(loaded, solid)))));
    }
    await pace.breathe();
    const united = unite(batches);
    await pace.breathe();
    return toMesh(hold(united.simplify(tolerance)));
  } catch (thrown) {
    throw thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError ? outOfMemory(thrown) : thrown;
  } finally {
    for (const manifold of held) manifold.delete();
  }
}

function toManifold({ Manifold, Mesh }: ManifoldToplevel, { id, positions, triangles, tags }: TaggedSolid): Manifold {
  const mesh = new Mesh({ numProp: 3, vertProperties: positions, triVerts: triangles, faceID: tags });
  try {
    return new Manifold(mesh);
  } catch (cause) {
    throw new ExportError(
      {
        code: 'internal',
        message: `${id} cannot be fused with the rest: its surface is not closed.`,
        advice: 'Switch off “Fuse into one solid”, or leave out its layer.',
      },
      { cause },
    );
  }
}

function toMesh(manifold: Manifold): TaggedMesh {
  const { vertProperties, triVerts, faceID } = manifold.getMesh();
  return { positions: vertProperties, triangles: triVerts, tags: faceID };
}

function complain(status: string): void {
  if (status === 'NoError') return;
  throw new ExportError({
    code: 'internal',
    message: `The solids cannot be fused (${status}).`,
    advice: 'Switch off “Fuse into one solid”, or choose fewer layers.',
  });
}

function outOfMemory(cause: unknown): ExportError {
  return new ExportError(
    {
      code: 'area-too-large',
      message: 'The memory does not suffice to fuse the model into one solid.',
      advice: 'Choose a smaller area or fewer layers, or switch off “Fuse into one solid”.',
    },
    { cause },
  );
}
