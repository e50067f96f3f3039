import type { Rect } from '../../geo/local-frame.ts';
import type { Pier } from '../city/bridge-piers.ts';
import { type BridgeRun, distanceAlong, PARAPET } from '../city/bridge-runs.ts';
import type { Oddities } from '../city/oddities.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import { rectangle } from '../ground/regions.ts';
import type { Pace } from '../pace.ts';
import { type Bounds, boundsOf, type Polygon, polygonRings } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { addDrapedSolid, type Draped } from './draped-solid.ts';
import { gapBetween } from './joints.ts';
import type { Joints, LayerMesh } from './layer-mesh.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { GAP, withoutSlivers } from './separate-prisms.ts';

/** What bridges are built with. */
export interface BridgesInput {
  readonly runs: readonly BridgeRun[];
  readonly piers: readonly Pier[];
  readonly surface: Pick<GroundSurface, 'heightAt'>;
  /** The model's outline: decks are cut exactly there. */
  readonly rect: Rect;
  readonly kernel: PolygonKernel;
  readonly oddities: Oddities;
  readonly pace: Pace;
  /** Whether to make joints between decks, and between them and their piers. */
  readonly fused?: boolean;
}

/** Metres that a deck's top lies over the way that it continues, so that the two do not flicker where they overlap. */
const OVERLAY = 0.03;

/** Metres by which a deck may differ from its profile. */
const TOLERANCE = 0.02;

/** Metres that a pier reaches into the ground. */
const FOUNDATION = 1;

/** A deck in plan, with its height over each place. */
interface Deck {
  readonly run: BridgeRun;
  readonly bounds: Bounds;
  readonly footprint: readonly Polygon[];
  topAt(x: number, y: number): number;
}

/**
 * Bridges: a closed deck per run, level across, with upright ends exactly where the bridge ends, and its piers. Where decks
 * meet at one height, the one of the higher level, then the wider one stays whole, and the other is cut a centimetre away.
 */
export async function bridgesMesh(input: BridgesInput): Promise<LayerMesh> {
  const { runs, kernel, rect, oddities, pace } = input;
  const mesh = new MeshBuilder('bridges');
  const box = [rectangle(rect)];
  const decks = runs.map((run) => deckOf(run, box, kernel));
  const order = [...decks.keys()].sort((a, b) => runs[b]!.level - runs[a]!.level || runs[b]!.width - runs[a]!.width);
  for (const [rank, index] of order.entries()) {
    await pace.breathe();
    const { run, topAt, footprint } = decks[index]!;
    const others = order.slice(0, rank).map((other) => decks[other]!);
    let count = 0;
    for (const polygon of withoutSlivers(apartFrom(others, decks[index]!, kernel))) {
      const added = addDrapedSolid(mesh, polygon, kernel, {
        bottomAt: (x, y) => topAt(x, y) - run.thickness,
        topAt,
        tolerance: TOLERANCE,
        surfaces: { top: 'deck', side: 'deck', bottom: 'underside' },
      });
      if (!added) continue;
      count++;
      mesh.endBody(count === 1 ? run.id : `${run.id}#${count}`, run.name);
    }
    if (count === 0 && footprint.length > 0)
      oddities.skip(run.id, 'a bridge that lies inside others or touches itself');
  }
  addPiers(mesh, decks, input);
  return input.fused ? { ...mesh.build(), joints: jointsOf(decks, input) } : mesh.build();
}

/** Metres by which joints of bridges keep away from the faces around them. */
const RECESS = 0.05;

type Heights = Pick<Draped, 'bottomAt' | 'topAt'>;

/** Piers that reach into their decks, and pieces of deck in the gaps between decks. */
function jointsOf(decks: readonly Deck[], { piers, kernel }: BridgesInput): Joints {
  const mesh = new MeshBuilder('bridges');
  const add = (run: BridgeRun, footprint: readonly Polygon[], heights: Heights) => {
    for (const polygon of withoutSlivers(footprint, 0)) {
      const surfaces = { top: 'deck', side: 'deck', bottom: 'underside' } as const;
      if (addDrapedSolid(mesh, polygon, kernel, { ...heights, tolerance: TOLERANCE, surfaces })) mesh.endBody(run.id);
    }
  };
  for (const { run: index, footprint } of piers) {
    const { run, topAt } = decks[index]!;
    add(run, kernel.offset([footprint], -RECESS), {
      bottomAt: (x, y) => topAt(x, y) - run.thickness - 2 * RECESS,
      topAt: (x, y) => topAt(x, y) - run.thickness / 2,
    });
  }
  for (const [index, deck] of decks.entries()) {
    const middle = (share: number) => (x: number, y: number) => deck.topAt(x, y) - share * deck.run.thickness;
    const heights = { bottomAt: middle(2 / 3), topAt: middle(1 / 3) };
    for (const other of decks.slice(index + 1)) {
      if (!boundsMeet(deck.bounds, other.bounds)) continue;
      const gap = gapBetween(deck.footprint, other.footprint, kernel);
      add(
        deck.run,
        gap.filter((polygon) => liesWithin(polygon, heights, other)),
        heights,
      );
    }
  }
  return mesh.build();
}

function deckOf(run: BridgeRun, box: readonly Polygon[], kernel: PolygonKernel): Deck {
  const footprint = kernel.intersection(kernel.buffer([run.line], run.width / 2 + PARAPET, 'butt', 'mitre'), box);
  const along = distanceAlong(run.line);
  return { run, footprint, bounds: boundsOf(footprint), topAt: (x, y) => run.zAt(along(x, y)) + OVERLAY };
}

/** What is left of a deck a centimetre away from others that it meets at one height. */
function apartFrom(others: readonly Deck[], deck: Deck, kernel: PolygonKernel): readonly Polygon[] {
  let rest = deck.footprint;
  for (const other of others) {
    if (!boundsMeet(deck.bounds, other.bounds)) continue;
    const grown = kernel.offset(other.footprint, GAP);
    const common = kernel.intersection(rest, grown);
    if (common.some((polygon) => collides(polygon, deck, other))) rest = kernel.difference(rest, grown);
  }
  return rest;
}

/** Whether what lies between two heights is inside a deck at all corners of a polygon. */
function liesWithin(polygon: Polygon, { bottomAt, topAt }: Heights, deck: Deck): boolean {
  return polygonRings(polygon).every((ring) => {
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i]!, ring[i + 1]!];
      const top = deck.topAt(x, y);
      if (topAt(x, y) > top - RECESS || bottomAt(x, y) < top - deck.run.thickness + RECESS) return false;
    }
    return true;
  });
}

/** Whether two decks overlap in height anywhere at the corners of what they share in plan. */
function collides(common: Polygon, a: Deck, b: Deck): boolean {
  return polygonRings(common).some((ring) => {
    for (let i = 0; i < ring.length; i += 2) {
      const [topA, topB] = [a.topAt(ring[i]!, ring[i + 1]!), b.topAt(ring[i]!, ring[i + 1]!)];
      if (topA - a.run.thickness < topB + GAP && topB - b.run.thickness < topA + GAP) return true;
    }
    return false;
  });
}

function boundsMeet(a: Bounds, b: Bounds): boolean {
  return a.minX <= b.maxX + GAP && b.minX <= a.maxX + GAP && a.minY <= b.maxY + GAP && b.minY <= a.maxY + GAP;
}

/** Piers end a centimetre below the lowest that the deck's underside can be. */
function addPiers(mesh: MeshBuilder, decks: readonly Deck[], { piers, surface, kernel }: BridgesInput): void {
  const counts = new Map<number, number>();
  for (const { run: index, footprint } of piers) {
    const { run, topAt } = decks[index]!;
    const added = addDrapedSolid(mesh, footprint, kernel, {
      bottomAt: (x, y) => surface.heightAt(x, y) - FOUNDATION,
      topAt: (x, y) => topAt(x, y) - run.thickness - TOLERANCE - GAP,
      tolerance: Infinity,
      surfaces: { top: 'pier', side: 'pier', bottom: 'underside' },
    });
    if (!added) continue;
    const count = (counts.get(index) ?? 0) + 1;
    counts.set(index, count);
    mesh.endBody(`${run.id}#pier${count}`, run.name);
  }
}
