import type { LayerId } from '../../contract/layers.ts';
import type { City, Course, CoverArea } from '../city/city.ts';
import { COVER_IDS, COVERS, type CoverId } from '../city/covers.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import { oncePer } from './once-per.ts';
import { type Owner, ownerFinder } from './owner-finder.ts';

/** A piece of the ground and the object that it shows; `owner` is absent where no single one can be told. */
export interface GroundPiece {
  readonly cover: CoverId;
  readonly owner?: Course | CoverArea;
  /** First triangle and number of triangles. */
  readonly firstTriangle: number;
  readonly triangleCount: number;
}

/** The ground's triangles, piece after piece. */
export interface GroundPieces {
  /** Of each layer, in the order of their first triangles. */
  readonly pieces: ReadonlyMap<LayerId, readonly GroundPiece[]>;
  /** Vertices of the ground surface, three per triangle. */
  readonly triangles: Uint32Array;
  /** Number of the piece's cover per triangle. */
  readonly covers: Uint8Array;
}

/**
 * Shares out the ground's triangles to their areas and lines. The ground is one partition by covers, in which
 * objects of one cover have no border: a triangle belongs to the area that its middle lies in, else to the nearest line.
 * Bare ground is one piece.
 */
export const groundPieces = oncePer(({ surface, areas, courses }: City): GroundPieces => {
  if (!surface) return { pieces: new Map(), triangles: new Uint32Array(0), covers: new Uint8Array(0) };
  const finders = COVER_IDS.map((cover) =>
    COVERS[cover] === 'terrain' ? () => 'ground' as const : ownerFinder(cover, areas, courses),
  );
  const { x, y, corners, covers } = surface;
  const numbers = new Map<Owner, number>();
  const numberOf = new Int32Array(covers.length);
  let last: Owner | undefined;
  let number = -1;
  for (let triangle = 0; triangle < covers.length; triangle++) {
    const find = finders[covers[triangle]!]!;
    const a = corners[3 * triangle]!;
    const b = corners[3 * triangle + 1]!;
    const c = corners[3 * triangle + 2]!;
    const owner = find((x[a]! + x[b]! + x[c]!) / 3, (y[a]! + y[b]! + y[c]!) / 3);
    // Neighbours follow one another, and mostly are one owner's.
    if (owner !== last) number = numberIn(numbers, owner);
    last = owner;
    numberOf[triangle] = number;
  }
  return sortedPieces(surface, numberOf, [...numbers.keys()]);
});

function numberIn(numbers: Map<Owner, number>, owner: Owner): number {
  const known = numbers.get(owner);
  if (known !== undefined) return known;
  numbers.set(owner, numbers.size);
  return numbers.size - 1;
}

/** The triangles sorted by owner: counted, then filled. */
function sortedPieces(
  { corners }: Pick<GroundSurface, 'corners'>,
  numberOf: Int32Array,
  owners: readonly Owner[],
): GroundPieces {
  const starts = new Uint32Array(owners.length + 1);
  for (const number of numberOf) starts[number + 1]!++;
  for (let i = 0; i < owners.length; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const triangles = new Uint32Array(3 * starts[owners.length]!);
  const shown = new Uint8Array(starts[owners.length]!);
  for (const [i, owner] of owners.entries()) {
    shown.fill(COVER_IDS.indexOf(typeof owner === 'string' ? owner : owner.cover), starts[i]!, starts[i + 1]!);
  }
  for (let triangle = 0; triangle < numberOf.length; triangle++) {
    const to = next[numberOf[triangle]!]!++;
    triangles[3 * to] = corners[3 * triangle]!;
    triangles[3 * to + 1] = corners[3 * triangle + 1]!;
    triangles[3 * to + 2] = corners[3 * triangle + 2]!;
  }
  const pieces = owners.map((owner, i) => {
    const range = { firstTriangle: starts[i]!, triangleCount: starts[i + 1]! - starts[i]! };
    return typeof owner === 'string' ? { cover: owner, ...range } : { cover: owner.cover, owner, ...range };
  });
  return { pieces: byLayer(pieces), triangles, covers: shown };
}

function byLayer(pieces: readonly GroundPiece[]): Map<LayerId, GroundPiece[]> {
  const layers = new Map<LayerId, GroundPiece[]>();
  for (const piece of pieces) {
    const layer = COVERS[piece.cover];
    const known = layers.get(layer);
    if (known) known.push(piece);
    else layers.set(layer, [piece]);
  }
  return layers;
}
