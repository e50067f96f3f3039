import { hash } from '../../hash.ts';
import { signedHash } from './random.ts';

/** Smooth noise in (-1, 1) around a circle: `turn` runs from 0 to 1, with `count` independent values on the way. */
export function circleNoise(key: number, turn: number, count: number): number {
  const position = turn * count;
  const cell = Math.floor(position);
  const first = signedHash(key, cell % count);
  const second = signedHash(key, (cell + 1) % count);
  return first + (second - first) * fade(position - cell);
}

/** Smooth noise in (-1, 1) in space: values at whole coordinates, blended between. */
export function spaceNoise(key: number, x: number, y: number, z: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const z0 = Math.floor(z);
  const u = fade(x - x0);
  const near = layer(key, x0, y0, z0, u, fade(y - y0));
  const far = layer(key, x0, y0, z0 + 1, u, fade(y - y0));
  return near + (far - near) * fade(z - z0);
}

function layer(key: number, x: number, y: number, z: number, u: number, v: number): number {
  const base = hash(key, z);
  const south = lerp(signedHash(base, x, y), signedHash(base, x + 1, y), u);
  const north = lerp(signedHash(base, x, y + 1), signedHash(base, x + 1, y + 1), u);
  return lerp(south, north, v);
}

/** 0 to 1 with level ends. */
function fade(t: number): number {
  return t * t * (3 - 2 * t);
}

/** {@link fade} between two edges, level beyond them. */
export function smoothStep(low: number, high: number, value: number): number {
  return fade(Math.min(Math.max((value - low) / (high - low), 0), 1));
}

export function lerp(from: number, to: number, t: number): number {
  return from + (to - from) * t;
}
