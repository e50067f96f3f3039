import { type AreaSketch, SKETCH_KINDS, type SketchKind } from '../contract/area-sketch.ts';
import { type Bbox, bboxSize } from '../geo/bbox.ts';

/** Units of the longer side: finer than the picture's pixels on most screens. */
const LONGER_SIDE = 128;
/** Characters per kind; the largest shapes come first. */
const LONGEST = 3000;
/** Shapes that are not larger in any direction are specks. Units. */
const SPECK = 1;

type Point = readonly [x: number, y: number];

interface Shape {
  readonly path: string;
  /** Of the rectangle around it. */
  readonly extent: number;
}

/** Collects what is drawn of a box; the order of what is added does not matter. */
export function createSketch(bbox: Bbox) {
  const [west, south, east, north] = bbox;
  const [across, along] = bboxSize(bbox);
  const scale = LONGER_SIDE / Math.max(across, along);
  const [width, height] = [across, along].map((metres) => Math.max(1, Math.round(metres * scale))) as [number, number];
  const shapes = new Map<SketchKind, Map<string, number>>();
  const toUnits = ([lon = 0, lat = 0]: GeoJSON.Position): Point => [
    Math.round(((lon - west) / (east - west)) * width),
    Math.round(((north - lat) / (north - south)) * height),
  ];

  const add = (kind: SketchKind, rings: readonly GeoJSON.Position[][], closed: boolean): void => {
    const drawn = rings.map((ring) => trimmed(ring.map(toUnits), width, height, closed));
    const shape = shapeOf(drawn, closed);
    if (shape) shapes.set(kind, (shapes.get(kind) ?? new Map()).set(shape.path, shape.extent));
  };

  return {
    add(kind: SketchKind, geometry: GeoJSON.Geometry): void {
      if (geometry.type === 'LineString') add(kind, [geometry.coordinates], false);
      if (geometry.type === 'MultiLineString') for (const line of geometry.coordinates) add(kind, [line], false);
      if (geometry.type === 'Polygon') add(kind, geometry.coordinates, true);
      if (geometry.type === 'MultiPolygon') for (const polygon of geometry.coordinates) add(kind, polygon, true);
    },
    /** The sketch so far; undefined where nothing is on it. */
    finish(): AreaSketch | undefined {
      const paths = SKETCH_KINDS.flatMap((kind) => {
        const path = joined(shapes.get(kind) ?? new Map());
        return path ? [[kind, path]] : [];
      });
      return paths.length > 0 ? { width, height, paths: Object.fromEntries(paths) } : undefined;
    },
  };
}

/** Without points that change nothing inside: repeated ones, those on a straight, and detours outside of one side. */
function trimmed(points: readonly Point[], width: number, height: number, closed: boolean): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    if (isSame(kept.at(-1), point)) continue;
    while (kept.length > 1 && isIdle(kept.at(-2)!, kept.at(-1)!, point, width, height)) kept.pop();
    if (!isSame(kept.at(-1), point)) kept.push(point);
  }
  if (closed && kept.length > 1 && isSame(kept[0], kept.at(-1)!)) kept.pop();
  const isOutside = kept.reduce((sides, point) => sides & sidesOf(point, width, height), 15) !== 0;
  return isOutside ? [] : kept;
}

function isSame(a: Point | undefined, b: Point): boolean {
  return a !== undefined && a[0] === b[0] && a[1] === b[1];
}

function isIdle(a: Point, b: Point, c: Point, width: number, height: number): boolean {
  if ((sidesOf(a, width, height) & sidesOf(b, width, height) & sidesOf(c, width, height)) !== 0) return true;
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
  return ux * vy === uy * vx && ux * vx + uy * vy > 0;
}

/** The sides of the drawing beyond which a point lies, as bits. */
function sidesOf([x, y]: Point, width: number, height: number): number {
  return (x < 0 ? 1 : 0) | (x > width ? 2 : 0) | (y < 0 ? 4 : 0) | (y > height ? 8 : 0);
}

function shapeOf(lines: readonly (readonly Point[])[], closed: boolean): Shape | undefined {
  const drawn = lines.filter((line) => line.length >= (closed ? 3 : 2));
  const [outer] = drawn;
  if (!outer) return undefined;
  const spans = [0, 1].map((axis) => {
    const values = outer.map((point) => point[axis]!);
    return Math.max(...values) - Math.min(...values);
  });
  const [across = 0, along = 0] = spans;
  if (Math.max(across, along) <= SPECK) return undefined;
  return { path: drawn.map((line) => pathOf(line, closed)).join(''), extent: closed ? across * along : across + along };
}

/** Relative lines: short numbers, whose signs part them. */
function pathOf([start, ...rest]: readonly Point[], closed: boolean): string {
  let [x, y] = start!;
  const steps = rest.flatMap(([toX, toY]) => {
    const step = [toX - x, toY - y];
    [x, y] = [toX, toY];
    return step;
  });
  return `M${start!.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}${closed ? 'z' : ''}`;
}

function joined(shapes: ReadonlyMap<string, number>): string {
  const largestFirst = [...shapes].sort(([a, size], [b, other]) => other - size || (a < b ? -1 : 1));
  let path = '';
  for (const [shape] of largestFirst) {
    if (path.length + shape.length <= LONGEST) path += shape;
  }
  return path;
}
