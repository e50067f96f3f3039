import type { LocalFrame } from '../../geo/local-frame.ts';
import type { OsmData } from '../sources/osm-data.ts';
import type { Tree } from './city.ts';
import { parseNumber } from './parse-length.ts';
import { treeForm } from './tree-form.ts';

/** Metres between the trees of a row: between the 4 of OSM2World and the 10 of streets-gl. */
const SPACING = 8;

/** More trees than this in one row are not believed. */
const MAX_COUNT = 2000;

/** The trees of all `natural=tree_row` ways: evenly spaced from end to end, as many as `count` says. */
export function rowTrees(data: OsmData, frame: LocalFrame): Tree[] {
  const trees: Tree[] = [];
  for (const { id, tags, coords } of data.ways.values()) {
    if (tags.natural !== 'tree_row' || coords.length < 4) continue;
    const line = new Float64Array(coords.length);
    for (let i = 0; i < coords.length; i += 2) line.set(frame.toLocal(coords[i]!, coords[i + 1]!), i);
    const form = treeForm(tags);
    for (const [index, [x, y]] of spacedPoints(line, parseNumber(tags.count)).entries()) {
      trees.push({ id: `way/${id}#${index + 1}`, tags, x, y, ...form });
    }
  }
  return trees;
}

/** Points at equal distances along a line, both ends included. */
function spacedPoints(line: Float64Array, count: number | undefined): [x: number, y: number][] {
  const length = lengthOf(line);
  if (!(length > 0)) return [];
  const isLoop = line[0] === line[line.length - 2] && line[1] === line[line.length - 1];
  const known = count !== undefined && count >= 2 && count <= MAX_COUNT ? Math.round(count) : undefined;
  const usual = Math.min(Math.max(Math.round(length / SPACING), 1) + (isLoop ? 0 : 1), MAX_COUNT);
  const total = known ?? usual;
  const step = length / (isLoop ? total : total - 1);
  return pointsEvery(line, step, total);
}

function lengthOf(line: Float64Array): number {
  let length = 0;
  for (let i = 2; i < line.length; i += 2) length += Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!);
  return length;
}

function pointsEvery(line: Float64Array, step: number, count: number): [x: number, y: number][] {
  const points: [number, number][] = [];
  let passed = 0;
  for (let i = 2; i < line.length && points.length < count; i += 2) {
    const [ax, ay, bx, by] = [line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!];
    const length = Math.hypot(bx - ax, by - ay);
    const isLast = i + 2 >= line.length;
    while (points.length < count && (isLast || points.length * step <= passed + length)) {
      const t = length === 0 ? 0 : Math.min((points.length * step - passed) / length, 1);
      points.push([ax + t * (bx - ax), ay + t * (by - ay)]);
    }
    passed += length;
  }
  return points;
}
