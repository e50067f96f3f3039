import type { ModelBuilder } from './model-builder.ts';

/** Metres per unit by the words that comments use. */
const UNITS: Readonly<Record<string, number>> = {
  m: 1,
  metre: 1,
  metres: 1,
  meter: 1,
  meters: 1,
  mm: 0.001,
  millimetre: 0.001,
  millimetres: 0.001,
  millimeter: 0.001,
  millimeters: 0.001,
  ft: 0.3048,
  foot: 0.3048,
  feet: 0.3048,
};

/** Takes unit and up axis from a comment or header such as `Units: metres. x east, y north, z up.` */
export function readNote(text: string, model: ModelBuilder): void {
  const unit = /\bunits?\s*[:=]\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase();
  if (unit && Object.hasOwn(UNITS, unit)) model.metresPerUnit = UNITS[unit];
  const axis = /\b([yz])[ -]up\b/i.exec(text)?.[1]?.toLowerCase();
  if (axis) model.up = axis === 'y' ? 'y' : 'z';
}
