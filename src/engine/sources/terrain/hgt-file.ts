import { ExportError } from '../../../contract/errors.ts';

/** A file as the user gave it. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An SRTM height tile of one degree by one degree. */
export interface HgtTile {
  /** For example `N43E007`. */
  readonly name: string;
  readonly origin: string;
  /** Degrees of the south-west corner. */
  readonly lon: number;
  readonly lat: number;
  /** Samples along each side, both edges included: 1201 (3 arc-seconds) or 3601 (1 arc-second). */
  readonly samples: number;
  /** Height in metres of a sample, row 0 in the north, column 0 in the west. Voids are −32768. */
  heightAt(row: number, column: number): number;
}

const SAMPLES_BY_SIZE = new Map([3601, 1201].map((samples) => [samples * samples * 2, samples]));

/** Whether a size in bytes is that of an `.hgt` file. */
export function isHgtSize(size: number): boolean {
  return SAMPLES_BY_SIZE.has(size);
}

/**
 * Reads an `.hgt` file: big-endian 16-bit metres, row by row from the north-west; the name tells the south-west corner.
 * @throws ExportError `bad-file` for an unknown name or size
 */
export function readHgt({ name, bytes }: NamedFile): HgtTile {
  const corner = cornerOf(name);
  const samples = SAMPLES_BY_SIZE.get(bytes.length);
  if (!samples) {
    throw badHgt(
      name,
      `has ${bytes.length} bytes, but an .hgt file has 2884802 (1201 × 1201 heights) or 25934402 (3601 × 3601)`,
      'Download the file again, it may be incomplete.',
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    name: hgtName(corner.lon, corner.lat),
    origin: name,
    ...corner,
    samples,
    heightAt: (row, column) => view.getInt16(2 * (row * samples + column)),
  };
}

/** Name of the tile with this south-west corner, for example `N43E007`. */
export function hgtName(lon: number, lat: number): string {
  const number = (value: number, digits: number) => `${Math.abs(value)}`.padStart(digits, '0');
  return `${lat < 0 ? 'S' : 'N'}${number(lat, 2)}${lon < 0 ? 'W' : 'E'}${number(lon, 3)}`;
}

/** The error for a height file that cannot be used. */
export function badHgt(name: string, problem: string, advice: string): ExportError {
  return new ExportError({ code: 'bad-file', message: `The height file ${name} ${problem}.`, advice });
}

function cornerOf(name: string): { lon: number; lat: number } {
  const parts = /(?:^|[\\/])([NS])(\d{2})([EW])(\d{3})[^\\/]*$/i.exec(name);
  const lat = Number(parts?.[2]) * (parts?.[1]?.toUpperCase() === 'S' ? -1 : 1);
  const lon = Number(parts?.[4]) * (parts?.[3]?.toUpperCase() === 'W' ? -1 : 1);
  if (parts && Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return { lon, lat };
  throw badHgt(
    name,
    'does not tell its place by its name',
    'Give it the name of its south-west corner, for example N43E007.hgt.',
  );
}
