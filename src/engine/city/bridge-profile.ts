import { type BridgeChain, bridgeChains, type ChainPlace, placeKey } from './bridge-chains.ts';
import { crossingSearch, distancesAlong, pointAlong, segmentAt } from './bridge-crossings.ts';
import { clearanceOver, deckThickness, steepest } from './bridge-rules.ts';
import type { Bridge, Course } from './city.ts';

/** How high a bridge runs. */
export interface BridgeProfile {
  /** Metres along the bridge's line. */
  readonly length: number;
  /** z of the way at a distance along the bridge's line: at an end on the ground, the ground's with its {@link EndLift}. */
  zAt(distance: number): number;
  /** Metres of the deck. */
  readonly thickness: number;
}

/** By how much the ground's ways must rise to meet a bridge. */
export interface EndLift {
  readonly x: number;
  readonly y: number;
  /** Metres above the ground's height there. */
  readonly lift: number;
  /** The steepest that the ramp should be, in metres per metre. */
  readonly slope: number;
}

export interface BridgeProfiles {
  /** One per bridge, in their order. */
  readonly profiles: readonly BridgeProfile[];
  readonly lifts: readonly EndLift[];
}

/** Metres: no ramp on the ground is raised by more. */
export const MOST_LIFT = 8;

/** Metres: no deck curves or is lifted by more, whatever a tangle of levels and shared points calls for. */
const MOST_RISE = 30;

/** Metres that a way on a bridge runs above the ground between its ends; near them less. */
const ABOVE_GROUND = 0.1;

/** Metres between two places where a bridge is compared with the ground. */
const SAMPLE = 5;

/** Raising one bridge's end raises others': more rounds than levels of a junction. */
const ROUNDS = 40;
const SETTLED = 0.001;

/** What a chain must not be lower than: a height at a share of its length. */
interface Floor {
  readonly t: number;
  readonly z: () => number;
}

/** A chain with its shape: straight between its ends, with a parabola of height `rise` over it. */
interface Deck {
  readonly chain: BridgeChain;
  readonly length: number;
  readonly thickness: number;
  readonly slope: number;
  readonly level: number;
  readonly start: Node;
  readonly end: Node;
  floors: Floor[];
  rise: number;
}

/** An end of chains. */
interface Node {
  readonly x: number;
  readonly y: number;
  readonly onGround: boolean;
  base: number;
  lift: number;
  slope: number;
}

/**
 * How high bridges run: from the ground at one end to that at the other, in a concave curve that leaves room for what passes
 * below and is no steeper than its kind of way allows. Where that is impossible within the bridge's length its ends rise,
 * up to 8 m; only beyond that it is steeper. Bridges that share a point have the same height there.
 * @param bridges whole, not cut at the box: the profile needs both ends
 * @param courses on the ground; those that a bridge crosses without sharing a point pass below it
 * @param heightAt z of the ground's ways before any ramp
 */
export function bridgeProfiles(
  bridges: readonly Bridge[],
  courses: readonly Course[],
  heightAt: (x: number, y: number) => number,
): BridgeProfiles {
  const { chains, places } = bridgeChains(bridges);
  const nodes = nodesOf(chains, courses, heightAt);
  levelAirNodes(chains, nodes);
  const decks = chains.map((chain) => deckOf(chain, bridges, nodes));
  addFloors(decks, bridges, courses, places, heightAt);
  settle(decks);
  return {
    profiles: bridges.map(({ line }, index) => profileOf(line, places[index]!, decks)),
    lifts: [...nodes.values()]
      .filter(({ onGround, lift }) => onGround && lift > SETTLED)
      .map(({ x, y, lift, slope }) => ({ x, y, lift, slope })),
  };
}

/** Ends of chains: on the ground where only one chain ends, or a way on the ground does. */
function nodesOf(
  chains: readonly BridgeChain[],
  courses: readonly Course[],
  heightAt: (x: number, y: number) => number,
): Map<string, Node> {
  const uses = new Map<string, number>();
  for (const { from, to } of chains) for (const key of [from, to]) uses.set(key, (uses.get(key) ?? 0) + 1);
  const grounded = new Set<string>();
  for (const { line } of courses) {
    for (let i = 0; i < line.length; i += 2) {
      const key = placeKey(line[i]!, line[i + 1]!);
      if (uses.has(key)) grounded.add(key);
    }
  }
  const nodes = new Map<string, Node>();
  for (const { line, from, to } of chains) {
    for (const [key, i] of [
      [from, 0],
      [to, line.length - 2],
    ] as const) {
      const [x, y] = [line[i]!, line[i + 1]!];
      const onGround = uses.get(key) === 1 || grounded.has(key);
      nodes.set(key, { x, y, onGround, base: heightAt(x, y), lift: 0, slope: Infinity });
    }
  }
  return nodes;
}

function deckOf(chain: BridgeChain, bridges: readonly Bridge[], nodes: ReadonlyMap<string, Node>): Deck {
  const length = chain.distances[chain.distances.length - 1]!;
  const members = chain.bridges.map((index) => bridges[index]!);
  const usual = Math.min(...members.map(({ cover }) => steepest(cover)));
  const [start, end] = [nodes.get(chain.from)!, nodes.get(chain.to)!];
  for (const node of [start, end]) node.slope = Math.min(node.slope, usual);
  // On a steep slope the ground itself is steeper than it should be.
  const slope = Math.max(usual, Math.abs(end.base - start.base) / length + usual / 2);
  const level = Math.max(...members.map((bridge) => bridge.level));
  return { chain, length, thickness: deckThickness(length), slope, level, start, end, floors: [], rise: 0 };
}

function addFloors(
  decks: readonly Deck[],
  bridges: readonly Bridge[],
  courses: readonly Course[],
  places: readonly ChainPlace[][],
  heightAt: (x: number, y: number) => number,
): void {
  const coursesBelow = crossingSearch(courses);
  const bridgesBelow = crossingSearch(bridges);
  const alongs = bridges.map(({ line }) => distancesAlong(line));
  for (const deck of decks) {
    const { chain, length, thickness, level } = deck;
    const addFloor = (distance: number, z: () => number) => {
      if (distance > 0 && distance < length) deck.floors.push({ t: distance / length, z });
    };
    const samples = Math.max(Math.ceil(length / SAMPLE), 4);
    for (let i = 1; i < samples; i++) {
      const t = i / samples;
      const z =
        heightAt(...pointAlong(chain.line, chain.distances, t * length)) + ABOVE_GROUND * Math.min(1, 12 * t * (1 - t));
      addFloor(t * length, () => z);
    }
    for (const { distance, x, y, other, reach } of coursesBelow(chain.line)) {
      const z = heightAt(x, y) + clearanceOver(courses[other]!) + thickness;
      for (const offset of [-reach, 0, reach]) addFloor(distance + offset, () => z);
    }
    for (const { distance, other, otherDistance, reach } of bridgesBelow(chain.line)) {
      const lower = bridges[other]!;
      if (places[other]!.some((place) => decks[place.chain]!.level >= level)) continue;
      const along = alongs[other]!;
      const z = () => wayHeight(places[other]!, along, decks, otherDistance) + clearanceOver(lower) + thickness;
      for (const offset of [-reach, 0, reach]) addFloor(distance + offset, z);
    }
  }
}

/** Nodes in the air lie between their neighbours, the nearer ones counting more. */
function levelAirNodes(chains: readonly BridgeChain[], nodes: ReadonlyMap<string, Node>): void {
  if ([...nodes.values()].every(({ onGround }) => onGround)) return;
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Map<Node, [weight: number, heights: number]>();
    for (const { from, to, distances } of chains) {
      const weight = 1 / distances[distances.length - 1]!;
      for (const [key, other] of [
        [from, to],
        [to, from],
      ] as const) {
        const node = nodes.get(key)!;
        const [weights, heights] = sums.get(node) ?? [0, 0];
        sums.set(node, [weights + weight, heights + nodes.get(other)!.base * weight]);
      }
    }
    for (const [node, [weights, heights]] of sums) if (!node.onGround) node.base = heights / weights;
  }
}

/** Raises ends until every deck is as high as it must be, the lower levels first. */
function settle(decks: readonly Deck[]): void {
  const order = [...decks].sort((a, b) => a.level - b.level);
  for (let round = 0; round < ROUNDS; round++) {
    let most = 0;
    for (const deck of order) {
      const raised = raiseEnds(deck);
      const rise = neededRise(deck);
      most = Math.max(most, raised, Math.abs(rise - deck.rise));
      deck.rise = rise;
    }
    if (most < SETTLED) return;
  }
}

/** The least height of the parabola that keeps a deck above all floors. */
function neededRise({ floors, start, end }: Deck): number {
  let rise = 0;
  for (const { t, z } of floors) rise = Math.max(rise, (z() - straight(start, end, t)) / (4 * t * (1 - t)));
  return Math.min(rise, MOST_RISE);
}

/** Raises the ends of a deck that would be too steep; returns by how much. */
function raiseEnds({ floors, start, end, length, slope }: Deck): number {
  let raised = 0;
  const raise = (node: Node, by: number) => {
    const lift = Math.min(node.lift + by, node.onGround ? MOST_LIFT : MOST_RISE);
    raised = Math.max(raised, lift - node.lift);
    node.lift = lift;
  };
  const fall = heightOf(end) - heightOf(start);
  const excess = Math.abs(fall) - slope * length;
  if (excess > 0) raise(fall > 0 ? start : end, excess);
  const mostRise = Math.max(0, (slope * length - Math.abs(heightOf(end) - heightOf(start))) / 4);
  let missing = 0;
  for (const { t, z } of floors)
    missing = Math.max(missing, z() - straight(start, end, t) - 4 * mostRise * t * (1 - t));
  if (missing > SETTLED / 10) for (const node of [start, end]) raise(node, missing);
  return raised;
}

function heightOf({ base, lift }: Node): number {
  return base + lift;
}

function straight(start: Node, end: Node, t: number): number {
  return heightOf(start) + (heightOf(end) - heightOf(start)) * t;
}

function deckHeight({ start, end, rise, length }: Deck, distance: number): number {
  const t = Math.min(Math.max(distance / length, 0), 1);
  return straight(start, end, t) + 4 * rise * t * (1 - t);
}

/** z at a distance along a bridge's line. */
function wayHeight(
  places: readonly ChainPlace[],
  along: Float64Array,
  decks: readonly Deck[],
  distance: number,
): number {
  const segment = segmentAt(along, distance);
  const place = places[segment]!;
  return deckHeight(decks[place.chain]!, place.distance + place.direction * (distance - along[segment]!));
}

function profileOf(line: Float64Array, places: readonly ChainPlace[], decks: readonly Deck[]): BridgeProfile {
  const along = distancesAlong(line);
  return {
    length: along[along.length - 1]!,
    zAt: (distance) => wayHeight(places, along, decks, distance),
    thickness: Math.max(...places.map(({ chain }) => decks[chain]!.thickness)),
  };
}
