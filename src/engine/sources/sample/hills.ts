import { spaceNoise } from './noise.ts';

const EARTH_RADIUS = 6_371_000;
const RADIANS = Math.PI / 180;

/** A position on the unit sphere. */
export type Direction = readonly [x: number, y: number, z: number];

export function directionAt(lon: number, lat: number): Direction {
  const reach = Math.cos(lat * RADIANS);
  return [reach * Math.cos(lon * RADIANS), reach * Math.sin(lon * RADIANS), Math.sin(lat * RADIANS)];
}

/** Height in metres of the wide plain that rivers follow: between 54 and 86. */
export function plainHeight(at: Direction): number {
  return 70 + 16 * noiseAt(101, at, 4200);
}

/** Height in metres of the land away from water: hills on the plain. */
export function landHeight(at: Direction): number {
  return (
    plainHeight(at) + 3 + 12.5 * (1 + noiseAt(102, at, 740)) + 3.5 * noiseAt(103, at, 260) + 0.8 * noiseAt(104, at, 100)
  );
}

function noiseAt(key: number, [x, y, z]: Direction, metres: number): number {
  const scale = EARTH_RADIUS / metres;
  return spaceNoise(key, x * scale, y * scale, z * scale);
}
