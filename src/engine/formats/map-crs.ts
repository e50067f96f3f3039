import proj4 from 'proj4';
import { ExportError } from '../../contract/errors.ts';
import type { PlaneMap } from '../../geo/lattice.ts';
import type { LocalFrame, Rect } from '../../geo/local-frame.ts';
import { type LineMap, polynomialLineMap, polynomialMap } from '../../geo/polynomial-map.ts';
import { utmZone } from '../../geo/utm.ts';

/** The coordinates that a georeferenced file has: metres east and north. */
export interface MapCrs {
  /** For example `EPSG:32632`; absent for local coordinates. */
  readonly epsg?: number;
  /** As PROJ or WKT defines it. */
  readonly definition: string;
  /** From local metres; off by less than a micrometre. */
  readonly toMap: PlaneMap;
  /** The other way round, exactly. */
  toLocal(east: number, north: number): [x: number, y: number];
}

/** Metres around the model's outline where quick maps hold too: buildings reach beyond it. */
const MARGIN = 96;
/** A micrometre, in metres and in degrees. */
const MICROMETRE = 1e-6;
const MICROMETRE_DEGREES = 1e-11;

/** From local metres to longitude and latitude, for many places; off by less than a micrometre. */
export function degreesMap({ rect, toLonLat }: LocalFrame): PlaneMap {
  return polynomialMap(toLonLat, around(rect), MICROMETRE_DEGREES);
}

/** As {@link degreesMap}, for whole lines. */
export function degreesLineMap({ rect, toLonLat }: LocalFrame): LineMap {
  return polynomialLineMap(toLonLat, around(rect), MICROMETRE_DEGREES);
}

/**
 * The reference system that an option names: `local`, `utm` (of the zone of the model's middle, on WGS84), `EPSG:25832 +proj=…`
 * with its definition, or the code alone for zones of UTM on WGS84 and ETRS89 and for Web Mercator.
 * @throws ExportError `invalid-request` where it is not understood, or not in metres
 */
export function mapCrs(option: string, frame: LocalFrame): MapCrs {
  if (option === 'local') return { definition: frame.proj, toMap: (x, y) => [x, y], toLocal: (x, y) => [x, y] };
  const { epsg, definition } = option === 'utm' ? byCode(utmZone(frame.origin).epsg) : read(option);
  const converter = proj4(frame.proj, checked(definition, option));
  const exact = (x: number, y: number) => converter.forward([x, y]) as [number, number];
  if (!exact(0, 0).every(Number.isFinite)) throw refused(option, 'does not reach the model’s place');
  return {
    epsg,
    definition,
    toMap: polynomialMap(exact, around(frame.rect), MICROMETRE),
    toLocal: (east, north) => converter.inverse([east, north]) as [number, number],
  };
}

/** Refuses a reference system that cannot be used, before any work is done. */
export function checkCrs(option: string | undefined, frame: LocalFrame): void {
  if (option !== undefined) mapCrs(option, frame);
}

interface Definition {
  readonly epsg: number;
  readonly definition: string;
}

function read(option: string): Definition {
  const match = /^EPSG:(\d+)(?:\s+(.+))?$/s.exec(option);
  if (!match) throw refused(option, 'is not a reference system');
  const epsg = Number(match[1]);
  return match[2] === undefined ? byCode(epsg, option) : { epsg, definition: match[2].trim() };
}

function byCode(epsg: number, option = `EPSG:${epsg}`): Definition {
  const zone = epsg % 100;
  const utm = (datum: string) => ({ epsg, definition: `+proj=utm +zone=${zone} ${datum} +units=m +no_defs` });
  if (epsg > 32600 && epsg <= 32660) return utm('+datum=WGS84');
  if (epsg > 32700 && epsg <= 32760) return utm('+south +datum=WGS84');
  if (epsg >= 25828 && epsg <= 25838) return utm('+ellps=GRS80 +towgs84=0,0,0');
  if (epsg === 3857) return { epsg, definition: WEB_MERCATOR };
  throw refused(option, 'needs its definition behind the code');
}

const WEB_MERCATOR =
  '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs';

function checked(definition: string, option: string): string {
  let projection: { projName?: string; to_meter?: number; axis?: string };
  try {
    projection = new proj4.Proj(definition);
  } catch {
    throw refused(option, 'has a definition that is not understood');
  }
  if (projection.projName === 'longlat') throw refused(option, 'is in degrees, and models need metres');
  if ((projection.to_meter ?? 1) !== 1) throw refused(option, 'is not in metres, as heights are');
  return definition;
}

function refused(option: string, reason: string): ExportError {
  return new ExportError({
    code: 'invalid-request',
    message: `The reference system “${option}” ${reason}.`,
    advice:
      'Give “utm”, “local”, or a code with its PROJ definition, for example “EPSG:2056 +proj=somerc …”, in metres.',
    fields: { 'options.crs': [reason] },
  });
}

function around({ minX, minY, maxX, maxY }: Rect): Rect {
  return { minX: minX - MARGIN, minY: minY - MARGIN, maxX: maxX + MARGIN, maxY: maxY + MARGIN };
}
