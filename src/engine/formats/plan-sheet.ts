import type { Scene } from './format.ts';
import { SHEET_MARGIN } from './placement.ts';

/** Millimetres of paper below the plan for the scale bar. */
const FOOT = 18;
/** Lengths of scale bars are these times a power of ten. */
const ROUND = [5, 2, 1];

/** A plan's sheet in millimetres of paper, y downwards. */
export interface PlanSheet {
  readonly width: number;
  readonly height: number;
  /** The plan's frame. */
  readonly frame: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** The n of 1:n. */
  readonly scale: number;
  /** Millimetres of paper per metre. */
  readonly perMetre: number;
  readonly bar: { readonly left: number; readonly top: number; readonly metres: number; readonly width: number };
  /** The arrow's tip points north. */
  readonly arrow: { readonly x: number; readonly top: number; readonly bottom: number };
  /** From local metres to the sheet: `x · factors[0] + offsets[0]`, `y · factors[1] + offsets[1]`. */
  readonly factors: readonly [number, number];
  readonly offsets: readonly [number, number];
}

/** Lays out the model's rectangle to scale. Up is north: exactly in the middle, elsewhere within the convergence of meridians. */
export function planSheet({ city, placement }: Pick<Scene, 'city' | 'placement'>): PlanSheet {
  const { minX, minY, maxX, maxY } = city.frame.rect;
  const {
    factors: [fx, fy],
    offsets: [ox, oy],
  } = placement;
  const perMetre = fx;
  const frame = {
    left: SHEET_MARGIN,
    top: SHEET_MARGIN,
    width: (maxX - minX) * perMetre,
    height: (maxY - minY) * perMetre,
  };
  const [width, height] = [frame.width + 2 * SHEET_MARGIN, frame.height + 2 * SHEET_MARGIN + FOOT];
  const foot = SHEET_MARGIN + frame.height;
  const metres = barLength(frame.width / 3 / perMetre);
  return {
    width,
    height,
    frame,
    scale: placement.scale,
    perMetre,
    bar: { left: SHEET_MARGIN, top: foot + 8, metres, width: metres * perMetre },
    arrow: { x: width - SHEET_MARGIN - 5, top: foot + 4, bottom: foot + 16 },
    factors: [fx, fy],
    offsets: [ox, oy],
  };
}

/** The longest round length within a limit. */
function barLength(limit: number): number {
  const power = 10 ** Math.floor(Math.log10(limit));
  return (ROUND.find((round) => round * power <= limit) ?? 1) * power;
}
