import { inset, meet } from './convex.ts';
import { along, area, type Corners, cross, direction, distance, dot, middle, type Vec } from './plane.ts';
import type { Random } from './random.ts';
import { type Highway, type Street, street } from './street.ts';

/** A convex piece of land between streets. `sides[i]` runs from corner `i` to the next, along the middle of a street. */
export interface Block {
  readonly corners: Corners;
  readonly sides: readonly Street[];
}

export interface SubdivisionRule {
  /** Blocks larger than this many m² are divided on. */
  readonly target: number;
  /** No side of a block becomes shorter than this many metres. */
  readonly shortest: number;
  /** How far a new street may turn from the right angle, in radians. */
  readonly turn: number;
  /** Streets of the first and second division, and of the later ones. */
  readonly outer: Highway;
  readonly inner: Highway;
}

export interface Subdivision {
  readonly blocks: readonly Block[];
  readonly streets: readonly Street[];
}

/** Divides a block by new streets until its pieces are small enough. Also notes on every street where others meet it. */
export function subdivide(block: Block, rule: SubdivisionRule, random: Random): Subdivision {
  const blocks: Block[] = [];
  const streets: Street[] = [];
  const divide = (piece: Block, depth: number): void => {
    const limit = rule.target * random.between(0.75, 1.35);
    const cut =
      area(piece.corners) > limit ? findCut(piece, depth < 2 ? rule.outer : rule.inner, rule, random) : undefined;
    if (!cut) {
      blocks.push(piece);
      return;
    }
    streets.push(cut.street);
    for (const { street: met, at } of cut.meetings) met.tees.push(at);
    divide(cut.pieces[0], depth + 1);
    divide(cut.pieces[1], depth + 1);
  };
  divide(block, 0);
  return { blocks, streets };
}

interface Cut {
  readonly street: Street;
  readonly pieces: readonly [Block, Block];
  readonly meetings: readonly { readonly street: Street; readonly at: Vec }[];
}

const ATTEMPTS = 6;

function findCut(block: Block, highway: Highway, rule: SubdivisionRule, random: Random): Cut | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const cut = tryCut(block, highway, rule, random.between(0.36, 0.64), random.between(-rule.turn, rule.turn));
    if (cut) return cut;
  }
  return undefined;
}

/** Cuts across from a point of the longest side; no cut where a piece would be too thin or its corners too sharp. */
function tryCut(block: Block, highway: Highway, rule: SubdivisionRule, share: number, turn: number): Cut | undefined {
  const { corners, sides } = block;
  const count = corners.length;
  const from = longest(corners);
  const next = (i: number) => (i + 1) % count;
  const start = along(corners[from]!, corners[next(from)]!, share);
  const forward = direction(corners[from]!, corners[next(from)]!);
  const heading = turned([-forward[1], forward[0]], turn);
  const to = facing(corners, from, start, heading);
  const opposite = direction(corners[to]!, corners[next(to)]!);
  const end = meet(start, heading, corners[to]!, opposite);
  if (Math.abs(dot(heading, opposite)) > SHARPEST) return undefined;
  const middleStreet = street(start, end, highway);
  const walk = (first: number, last: number) => {
    const indices: number[] = [];
    for (let i = next(first); i !== next(last); i = next(i)) indices.push(i);
    return indices;
  };
  const left = walk(from, to);
  const right = walk(to, from);
  const pieces: [Block, Block] = [
    {
      corners: [start, ...left.map((i) => corners[i]!), end],
      sides: [sides[from]!, ...left.map((i) => sides[i]!), middleStreet],
    },
    {
      corners: [end, ...right.map((i) => corners[i]!), start],
      sides: [sides[to]!, ...right.map((i) => sides[i]!), middleStreet],
    },
  ];
  if (!pieces.every((piece) => isRoomy(piece, rule))) return undefined;
  return {
    street: middleStreet,
    pieces,
    meetings: [
      { street: sides[from]!, at: start },
      { street: sides[to]!, at: end },
    ],
  };
}

/** Cosine of the sharpest angle between a new street and the one that it meets: 50°. */
const SHARPEST = 0.64;

function isRoomy({ corners, sides }: Block, { shortest }: SubdivisionRule): boolean {
  const halves = sides.map((side) => side.half);
  return inset(corners, halves, shortest) !== undefined;
}

function longest(corners: Corners): number {
  const length = (i: number) => distance(corners[i]!, corners[(i + 1) % corners.length]!);
  return corners.reduce((best, _, i) => (length(i) > length(best) ? i : best), 0);
}

/** The side that a ray from another side leaves a convex polygon through. */
function facing(corners: Corners, from: number, start: Vec, heading: Vec): number {
  const leftOf = (i: number) => {
    const [x, y] = corners[i]!;
    return cross(heading, [x - start[0], y - start[1]]) > 0;
  };
  const count = corners.length;
  for (let step = 1; step < count; step++) {
    const i = (from + step) % count;
    if (!leftOf(i) && leftOf((i + 1) % count)) return i;
  }
  return (from + 1) % count;
}

function turned([x, y]: Vec, angle: number): Vec {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return [x * cos - y * sin, x * sin + y * cos];
}

/** The block close to a point: a larger one may lie a little farther off. */
export function centralBlock(blocks: readonly Block[], point: Vec): Block {
  const rank = ({ corners }: Block) => distance(middle(corners), point) - 1.5 * Math.sqrt(area(corners));
  return blocks.reduce((best, block) => (rank(block) < rank(best) ? block : best));
}
