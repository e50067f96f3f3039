import type { LayerId } from '../contract/layers.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import type { LocalFrame } from '../geo/local-frame.ts';
import type { Building, HeightProvenance } from './city/city.ts';
import type { Oddity } from './city/oddities.ts';
import type { FusedFile } from './formats/write-model.ts';
import type { LayerSolids } from './layer-solids.ts';
import { fictionalNotice, type Software } from './license.ts';
import type { SourceNote, SourceRecord } from './sources/source.ts';

/** Ids beyond this many are counted, not listed. */
const MAX_IDS = 100;

/** A file in the ZIP. */
export interface ReportFile {
  readonly name: string;
  readonly bytes: number;
}

/** What a report is made from. */
export interface ReportInput {
  readonly software: Software;
  readonly request: ResolvedRequest;
  readonly frame: LocalFrame;
  readonly sources: readonly SourceRecord[];
  readonly notes: readonly SourceNote[];
  readonly buildings: readonly Building[];
  readonly skipped: readonly Oddity[];
  readonly repaired: readonly Oddity[];
  readonly solids: readonly LayerSolids[];
  readonly fused: readonly FusedFile[];
  readonly files: readonly ReportFile[];
}

/** A corner of the model: local metres, and WGS84 degrees. */
export interface ReportCorner {
  readonly x: number;
  readonly y: number;
  readonly lon: number;
  readonly lat: number;
}

/** Elements with one reason in common. */
export interface ReportReason {
  readonly reason: string;
  readonly total: number;
  /** OSM elements, at most 100. */
  readonly ids: readonly string[];
}

/** What `report.json` holds: enough to understand the model and to make it again. It holds no time of its own. */
export interface Report {
  readonly software: Software;
  readonly fictional: boolean;
  /** Present where a source is fictional. */
  readonly notice?: string;
  readonly request: ResolvedRequest;
  readonly box: {
    /** Width (west–east) and height (south–north) in metres. */
    readonly size: readonly [number, number];
    /** WGS84 degrees of the local origin. */
    readonly origin: { readonly lon: number; readonly lat: number };
    readonly corners: Record<'southwest' | 'southeast' | 'northeast' | 'northwest', ReportCorner>;
  };
  readonly coordinates: {
    readonly axes: string;
    /** PROJ definition of the local frame. */
    readonly proj: string;
    /** How to get from the model back to WGS84. */
    readonly back: string;
  };
  readonly sources: readonly SourceRecord[];
  readonly notes: readonly SourceNote[];
  readonly counts: {
    readonly buildings: number;
    readonly parts: number;
    readonly bodies: number;
    readonly triangles: number;
    readonly skipped: number;
    readonly repaired: number;
  };
  /** How many building parts have a height from a tag, from storeys, or from the default of their class. */
  readonly heights: Record<HeightProvenance, number>;
  readonly skipped: readonly ReportReason[];
  readonly repaired: readonly ReportReason[];
  /** Per layer, before bodies were fused: bodies, how many are watertight, the others' ids (at most 100), and cubic metres. */
  readonly solids: readonly {
    readonly layer: LayerId;
    readonly bodies: number;
    readonly triangles: number;
    readonly closed: number;
    readonly open: readonly string[];
    readonly volume: number;
  }[];
  /** Present where bodies were fused: what each file holds instead. */
  readonly fused?: readonly FusedFile[];
  readonly files: readonly ReportFile[];
}

/** Makes the report of an export. */
export function createReport(input: ReportInput): Report {
  const { software, request, frame, sources, notes, solids, fused, files } = input;
  const notice = fictionalNotice(sources);
  return {
    software,
    fictional: notice !== undefined,
    ...(notice !== undefined && { notice }),
    request,
    box: box(frame),
    coordinates: coordinates(frame),
    sources,
    notes,
    counts: counts(input),
    heights: heights(input.buildings),
    skipped: byReason(input.skipped),
    repaired: byReason(input.repaired),
    solids: solids.map((layer) => ({
      ...layer,
      open: layer.open.slice(0, MAX_IDS),
      volume: round(layer.volume, 3),
    })),
    ...(fused.length > 0 && { fused: fused.map((file) => ({ ...file, volume: round(file.volume, 3) })) }),
    files,
  };
}

/** The text of report.json. */
export function reportText(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function box(frame: LocalFrame): Report['box'] {
  const { minX, minY, maxX, maxY } = frame.rect;
  const [lon, lat] = frame.origin;
  return {
    size: [round(maxX - minX, 3), round(maxY - minY, 3)],
    origin: { lon: round(lon, 9), lat: round(lat, 9) },
    corners: {
      southwest: corner(frame, minX, minY),
      southeast: corner(frame, maxX, minY),
      northeast: corner(frame, maxX, maxY),
      northwest: corner(frame, minX, maxY),
    },
  };
}

function corner(frame: LocalFrame, x: number, y: number): ReportCorner {
  const [lon, lat] = frame.toLonLat(x, y);
  return { x: round(x, 3), y: round(y, 3), lon: round(lon, 9), lat: round(lat, 9) };
}

function coordinates({ proj }: LocalFrame): Report['coordinates'] {
  return {
    axes: 'x east, y north, z up, in metres; z is the height above the datum of the terrain source (0 on flat ground)',
    proj,
    back: `Convert x and y to WGS84 longitude and latitude with PROJ: cs2cs -f %.9f "${proj}" "+proj=longlat +datum=WGS84"`,
  };
}

function counts({ buildings, solids, skipped, repaired }: ReportInput): Report['counts'] {
  return {
    buildings: buildings.length,
    parts: sum(buildings.map(({ parts }) => parts.length)),
    bodies: sum(solids.map(({ bodies }) => bodies)),
    triangles: sum(solids.map(({ triangles }) => triangles)),
    skipped: skipped.length,
    repaired: repaired.length,
  };
}

function heights(buildings: readonly Building[]): Report['heights'] {
  const result = { measured: 0, levels: 0, assumed: 0 };
  for (const { parts } of buildings) {
    for (const { provenance } of parts) result[provenance]++;
  }
  return result;
}

/** Groups by reason, in alphabetical order. */
function byReason(oddities: readonly Oddity[]): ReportReason[] {
  const groups = new Map<string, string[]>();
  for (const { reason, id } of oddities) {
    const ids = groups.get(reason);
    if (ids) ids.push(id);
    else groups.set(reason, [id]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, ids]) => ({ reason, total: ids.length, ids: ids.slice(0, MAX_IDS) }));
}

/** Rounds, so that the last bits of a platform's sine do not show. */
function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) + 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
