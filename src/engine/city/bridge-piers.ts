import type { Rect } from '../../geo/local-frame.ts';
import { distanceToEdge, insideIndex } from '../polygon/inside-index.ts';
import type { Polygon } from '../polygon/polygon.ts';
import { segmentIndex } from '../polygon/segment-index.ts';
import { distancesAlong, pointAlong } from './bridge-crossings.ts';
import type { BridgeRun } from './bridge-runs.ts';
import type { Course, CoverArea } from './city.ts';

/** A round pillar under a bridge. */
export interface Pier {
  /** The run that it carries. */
  readonly run: number;
  readonly x: number;
  readonly y: number;
  /** Metres. */
  readonly radius: number;
  readonly footprint: Polygon;
}

/** What piers are placed by. */
export interface PiersInput {
  readonly runs: readonly BridgeRun[];
  /** On the ground: no pier stands on one, except in wide water. */
  readonly courses: readonly Course[];
  /** Those of water are taken as watercourses are. */
  readonly areas: readonly CoverArea[];
  /** z of the ground. */
  readonly heightAt: (x: number, y: number) => number;
  /** The model's outline: piers stand inside. */
  readonly rect: Rect;
}

/** Metres between piers. */
const SPAN = 30;

/** Metres from the ground up to a deck that needs piers. */
const LEAST_HEIGHT = 4;

/** Where a pier would stand in the way it moves along the bridge by these metres. */
const SHIFTS = [0, 3, -3, 6, -6, 9, -9];

/** Decks wider than this (m) stand on several piers side by side. */
const WIDTH_PER_PIER = 10;

/** A pier's radius as a share of the way's width, within bounds in metres. */
const RADIUS_PER_WIDTH = 0.12;
const THINNEST = 0.3;
const THICKEST = 1;

/** Metres between a pier and the edge of a way. */
const MARGIN = 0.5;

/** Bridges shorter than this (m) cross water without piers. */
const CROSSES_WATER = 60;

const CORNERS = 8;

/** The piers of all runs: about every 30 m where the deck is more than 4 m above the ground, off the ways below. */
export function bridgePiers({ runs, courses, areas, heightAt, rect }: PiersInput): Pier[] {
  const isBlocked = blockedBy(runs, courses, areas);
  const piers: Pier[] = [];
  const fits = (run: number, distance: number, x: number, y: number, radius: number) =>
    x - radius > rect.minX &&
    x + radius < rect.maxX &&
    y - radius > rect.minY &&
    y + radius < rect.maxY &&
    !isBlocked(run, distance, x, y, radius) &&
    piers.every((pier) => Math.hypot(pier.x - x, pier.y - y) > pier.radius + radius + MARGIN);
  for (const [run, { line, length, width, zAt }] of runs.entries()) {
    const along = distancesAlong(line);
    const radius = Math.min(Math.max(width * RADIUS_PER_WIDTH, THINNEST), THICKEST);
    const spans = Math.ceil(length / SPAN);
    for (let i = 1; i < spans; i++) {
      for (const offset of sideOffsets(width)) {
        for (const shift of SHIFTS) {
          const distance = (i * length) / spans + shift;
          const [x, y] = besideLine(line, along, distance, offset);
          if (zAt(distance) - heightAt(x, y) < LEAST_HEIGHT || !fits(run, distance, x, y, radius)) continue;
          piers.push({ run, x, y, radius, footprint: circle(x, y, radius) });
          break;
        }
      }
    }
  }
  return piers;
}

/** Metres to the left of the middle, for each pier side by side. */
function sideOffsets(width: number): number[] {
  const count = Math.max(1, Math.round(width / WIDTH_PER_PIER));
  return Array.from({ length: count }, (_, i) => ((i + 0.5) / count - 0.5) * width);
}

function besideLine(line: Float64Array, along: Float64Array, distance: number, offset: number): [number, number] {
  const [ax, ay] = pointAlong(line, along, distance - 0.5);
  const [bx, by] = pointAlong(line, along, distance + 0.5);
  const length = Math.hypot(bx - ax, by - ay) || 1;
  return [(ax + bx) / 2 - ((by - ay) / length) * offset, (ay + by) / 2 + ((bx - ax) / length) * offset];
}

/** Whether a pier of a run would stand on a way on the ground, or reach another run's deck, or its own where that winds over itself. */
function blockedBy(runs: readonly BridgeRun[], courses: readonly Course[], areas: readonly CoverArea[]) {
  const water = insideIndex(areas.filter(({ cover }) => cover === 'water').flatMap(({ polygons }) => polygons));
  const ways = [...courses, ...runs];
  const search = segmentIndex(ways.map(({ line }) => line));
  const widest = ways.reduce((most, { width }) => Math.max(most, width), 0);
  const along = runs.map(({ line }) => distancesAlong(line));
  /** Whether a segment of a run (by its offset) is a part of the stretch around a distance. */
  const isOwnStretch = (run: number, offset: number, distance: number, reach: number) =>
    along[run]![offset / 2]! < distance + reach && along[run]![offset / 2 + 1]! > distance - reach;
  return (run: number, distance: number, x: number, y: number, radius: number) => {
    const reach = widest / 2 + radius + 2 * MARGIN;
    const mayStandInWater = runs[run]!.length >= CROSSES_WATER;
    if (!mayStandInWater && water.contains(x, y)) return true;
    return search(x - reach, y - reach, x + reach, y + reach).some(({ line, offset, ax, ay, bx, by }) => {
      const { cover, width } = ways[line]!;
      const clearance = width / 2 + radius + 2 * MARGIN;
      if (line === courses.length + run && isOwnStretch(run, offset, distance, 2 * clearance)) return false;
      if (cover === 'water' && mayStandInWater) return false;
      return distanceToEdge(x, y, ax, ay, bx, by) < clearance;
    });
  };
}

/** A regular polygon on whole millimetres. */
function circle(x: number, y: number, radius: number): Polygon {
  const outer = new Float64Array(2 * CORNERS);
  for (let i = 0; i < CORNERS; i++) {
    const angle = (2 * Math.PI * (i + 0.5)) / CORNERS;
    outer[2 * i] = Math.round(1000 * (x + radius * Math.cos(angle))) / 1000;
    outer[2 * i + 1] = Math.round(1000 * (y + radius * Math.sin(angle))) / 1000;
  }
  return { outer, holes: [] };
}
