import type { RoofShapeId } from '../../city/roof-spec.ts';
import { bellcastGable } from './bellcast-gable.ts';
import { butterfly } from './butterfly.ts';
import { crosspitched } from './crosspitched.ts';
import { dome } from './dome.ts';
import { doubleSaltbox } from './double-saltbox.ts';
import { gabled } from './gabled.ts';
import { gabledHeightMoved } from './gabled-height-moved.ts';
import { gambrel } from './gambrel.ts';
import { halfDome } from './half-dome.ts';
import { halfHipped } from './half-hipped.ts';
import { hipped } from './hipped.ts';
import { hippedAndGabled } from './hipped-and-gabled.ts';
import { mansard } from './mansard.ts';
import { onion } from './onion.ts';
import { pyramidal } from './pyramidal.ts';
import { quadrupleSaltbox } from './quadruple-saltbox.ts';
import type { RoofInput, RoofShape, RoofSurface } from './roof-shape.ts';
import { round } from './round.ts';
import { saltbox } from './saltbox.ts';
import { sawtooth } from './sawtooth.ts';
import { sideHalfHipped } from './side-half-hipped.ts';
import { sideHipped } from './side-hipped.ts';
import { skillion } from './skillion.ts';

const ROOF_SHAPES: Readonly<Record<Exclude<RoofShapeId, 'flat'>, RoofShape>> = {
  gabled,
  'gabled-height-moved': gabledHeightMoved,
  skillion,
  saltbox,
  'double-saltbox': doubleSaltbox,
  'quadruple-saltbox': quadrupleSaltbox,
  hipped,
  'half-hipped': halfHipped,
  'side-hipped': sideHipped,
  'side-half-hipped': sideHalfHipped,
  'hipped-and-gabled': hippedAndGabled,
  mansard,
  gambrel,
  'bellcast-gable': bellcastGable,
  pyramidal,
  crosspitched,
  sawtooth,
  butterfly,
  cone: pyramidal,
  dome,
  'half-dome': halfDome,
  onion,
  round,
};

/** A roof's surface in one of the shapes. */
export interface ShapedSurface {
  readonly shape: RoofShapeId;
  readonly surface: RoofSurface;
}

/** The surfaces that a roof may have: that of the shape asked for, then those of the nearest others that the outline allows. */
export function* roofSurfaces(input: RoofInput): Generator<ShapedSurface> {
  const tried = new Set<RoofShapeId>();
  let shape: RoofShapeId = input.spec.shape;
  while (shape !== 'flat') {
    tried.add(shape);
    const surface = ROOF_SHAPES[shape].surface(input);
    if (surface) yield { shape, surface };
    const { otherwise }: RoofShape = ROOF_SHAPES[shape];
    shape = !tried.has(otherwise) ? otherwise : tried.has('gabled') ? 'flat' : 'gabled';
  }
}
