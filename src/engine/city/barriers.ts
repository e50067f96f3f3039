import type { OsmWay, Tags } from '../sources/osm-data.ts';
import { isHidden, isSet } from './above-ground.ts';
import { believable } from './believable.ts';
import type { Barrier, BarrierKind } from './city.ts';
import { hasLength, pieceId, tellDisbelieved } from './courses.ts';
import { nameOf } from './cover-areas.ts';
import type { FeatureInput } from './feature-input.ts';
import { localPieces } from './local-lines.ts';
import { lookUp } from './look-up.ts';
import { parseLength } from './parse-length.ts';

interface Usual {
  readonly kind: BarrierKind;
  /** Metres. */
  readonly height: number;
  /** Metres. */
  readonly width: number;
}

/**
 * Usual sizes by the value of `barrier`; what keeps nobody from looking across (guard rails, kerbs, bollards) is not
 * drawn.
 */
const BARRIERS: Readonly<Record<string, Usual>> = {
  wall: { kind: 'wall', height: 2, width: 0.3 },
  city_wall: { kind: 'wall', height: 6, width: 1.5 },
  retaining_wall: { kind: 'wall', height: 1.5, width: 0.4 },
  fence: { kind: 'fence', height: 1.5, width: 0.1 },
  hedge: { kind: 'hedge', height: 1.5, width: 0.8 },
};

const HEIGHTS = [0.1, 50] as const;
const WIDTHS = [0.02, 20] as const;

/** The walls, fences and hedges of the box. One that is drawn as an area stands along that area's outline. */
export async function barriers({ data, frame, oddities, pace }: FeatureInput): Promise<Barrier[]> {
  const found: Barrier[] = [];
  for (const way of data.ways.values()) {
    const { tags } = way;
    const usual = lookUp(BARRIERS, tags.barrier);
    if (!usual || isHidden(tags) || isSet(tags.building) || !hasLength(way, oddities)) continue;
    await pace.breathe();
    const { disbelieved, ...size } = barrierSize(tags, usual);
    const lines = localPieces(way.coords, frame, size.width);
    if (lines.length > 0) tellDisbelieved(way, disbelieved, oddities);
    found.push(...lines.map((line, i) => toBarrier(way, i, line, usual.kind, size)));
  }
  return found;
}

type Size = Pick<Barrier, 'height' | 'width' | 'provenance'>;

function barrierSize(tags: Tags, usual: Usual): Size & { disbelieved: readonly string[] } {
  const disbelieved: string[] = [];
  const height =
    believable(tags, 'height', parseLength, ...HEIGHTS, disbelieved) ??
    believable(tags, 'est_height', parseLength, ...HEIGHTS, disbelieved);
  const width = believable(tags, 'width', parseLength, ...WIDTHS, disbelieved) ?? usual.width;
  return {
    width,
    height: height ?? usual.height,
    provenance: height === undefined ? 'assumed' : 'measured',
    disbelieved,
  };
}

function toBarrier(way: OsmWay, index: number, line: Float64Array, kind: BarrierKind, size: Size): Barrier {
  return { id: pieceId(way, index), ...nameOf(way.tags), tags: way.tags, kind, line, ...size };
}
