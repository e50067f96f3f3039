import type { Rect } from '../../geo/local-frame.ts';
import type { Barrier, BarrierKind } from '../city/city.ts';
import type { Oddities } from '../city/oddities.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import { rectangle } from '../ground/regions.ts';
import type { Pace } from '../pace.ts';
import { distanceToEdge } from '../polygon/inside-index.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { segmentIndex } from '../polygon/segment-index.ts';
import { withoutNeedles } from '../polygon/without-needles.ts';
import { addDrapedSolid } from './draped-solid.ts';
import type { LayerMesh, SurfaceId } from './layer-mesh.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { GAP, withoutSlivers } from './separate-prisms.ts';

/** What barriers are built with. */
export interface BarriersInput {
  readonly barriers: readonly Barrier[];
  readonly surface: Pick<GroundSurface, 'heightAt'>;
  /** The model's outline: barriers are cut exactly there. */
  readonly rect: Rect;
  /** Where none can stand: buildings, carriageways, railways, water. They may overlap. */
  readonly obstacles: readonly Polygon[];
  readonly kernel: PolygonKernel;
  readonly oddities: Oddities;
  readonly pace: Pace;
}

/** Metres that a barrier reaches into the ground. */
const FOUNDATION = 0.5;

/** Metres by which a barrier's foot and top may differ from the ground's shape. */
const TOLERANCE = 0.1;

/** Square metres: what is left of a barrier and smaller is dropped. */
const LEAST_AREA = 0.02;

/** Metres: nearer corners would make needles, and the halves of shorter edges would not differ in whole millimetres. */
const KEPT_CORNERS = { edge: GAP / 2, bend: GAP / 5 };

const SURFACES_OF: Readonly<Record<BarrierKind, SurfaceId>> = { wall: 'masonry', fence: 'fence', hedge: 'hedge' };

/** Where barriers meet, the earlier kind stays whole. */
const KINDS: readonly BarrierKind[] = ['wall', 'hedge', 'fence'];

/** Barriers that become one solid where they touch. */
interface Group {
  readonly kind: BarrierKind;
  readonly height: number;
  readonly barriers: readonly Barrier[];
}

/**
 * Walls, fences and hedges as closed solids that follow the ground. Barriers of one kind and height that touch are one
 * solid, which has the id of one of them; others keep a centimetre apart, as buildings do, and half of that from obstacles.
 */
export async function barriersMesh(input: BarriersInput): Promise<LayerMesh> {
  const { barriers, obstacles, rect, kernel, oddities, pace } = input;
  const mesh = new MeshBuilder('barriers');
  const bodies = new Map<string, number>();
  const box = [rectangle(rect)];
  let taken = obstacles;
  for (const group of groupsOf(barriers)) {
    await pace.breathe();
    const strips = stripsOf(group, kernel);
    const free = kernel.offset(kernel.difference(strips, taken), -GAP / 2);
    const outlines = withoutNeedles(kernel.intersection(free, box), KEPT_CORNERS);
    const standing = withoutSlivers(kernel.union(outlines, []), LEAST_AREA);
    taken = [...taken, ...strips];
    const barrierAt = nearestBarrier(group);
    for (const polygon of standing) {
      await pace.breathe();
      const { id, name } = barrierAt(polygon.outer[0]!, polygon.outer[1]!);
      if (!addBarrier(mesh, polygon, group, input)) {
        oddities.skip(id, 'a barrier that touches itself and gives no closed solid');
        continue;
      }
      const number = (bodies.get(id) ?? 0) + 1;
      bodies.set(id, number);
      mesh.endBody(number === 1 ? id : `${id}#${number}`, name);
    }
  }
  return mesh.build();
}

/** Walls first, then the higher ones first. */
function groupsOf(barriers: readonly Barrier[]): Group[] {
  const groups = new Map<string, Group & { barriers: Barrier[] }>();
  for (const barrier of barriers) {
    const { kind, height } = barrier;
    const key = `${kind} ${height}`;
    const group = groups.get(key) ?? { kind, height, barriers: [] };
    groups.set(key, group);
    group.barriers.push(barrier);
  }
  return [...groups.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.height - a.height);
}

/** The ground that a group takes: square ends close the corners between ways. */
function stripsOf({ barriers }: Group, kernel: PolygonKernel): Polygon[] {
  const linesByWidth = new Map<number, Float64Array[]>();
  for (const { width, line } of barriers) linesByWidth.set(width, [...(linesByWidth.get(width) ?? []), line]);
  let strips: Polygon[] = [];
  for (const [width, lines] of linesByWidth) {
    const more = kernel.buffer(lines, width / 2, 'square', 'mitre');
    strips = strips.length === 0 ? more : kernel.union(strips, more);
  }
  return strips;
}

/** Finds the barrier of a group that a vertex of its strips belongs to. */
function nearestBarrier({ barriers }: Group): (x: number, y: number) => Barrier {
  const search = segmentIndex(barriers.map(({ line }) => line));
  const widest = barriers.reduce((most, { width }) => Math.max(most, width), 0);
  return (x, y) => {
    // Sharp corners lie up to twice half the width from their line.
    const reach = widest + GAP;
    let nearest = barriers[0]!;
    let least = Infinity;
    for (const { line, ax, ay, bx, by } of search(x - reach, y - reach, x + reach, y + reach)) {
      const distance = distanceToEdge(x, y, ax, ay, bx, by);
      if (distance >= least) continue;
      least = distance;
      nearest = barriers[line]!;
    }
    return nearest;
  };
}

function addBarrier(
  mesh: MeshBuilder,
  polygon: Polygon,
  { kind, height }: Group,
  { surface, kernel }: BarriersInput,
): boolean {
  const side = SURFACES_OF[kind];
  return addDrapedSolid(mesh, polygon, kernel, {
    bottomAt: (x, y) => surface.heightAt(x, y) - FOUNDATION,
    topAt: (x, y) => surface.heightAt(x, y) + height,
    tolerance: TOLERANCE,
    surfaces: { top: side, side, bottom: 'underside' },
  });
}
