import Flatbush from 'flatbush';

/** A straight piece of one of several lines. */
export interface Segment {
  /** The line's number. */
  readonly line: number;
  /** Offset of its first point in the line's coordinates. */
  readonly offset: number;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/** Finds the segments of lines (`x, y` pairs) whose boxes meet a rectangle, in the order of the lines. */
export type SegmentSearch = (minX: number, minY: number, maxX: number, maxY: number) => Segment[];

/** Indexes all segments of lines. */
export function segmentIndex(lines: readonly Float64Array[]): SegmentSearch {
  const segments = lines.flatMap((points, line) => segmentsOf(points, line));
  if (segments.length === 0) return () => [];
  const index = new Flatbush(segments.length);
  for (const { ax, ay, bx, by } of segments) {
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  return (minX, minY, maxX, maxY) =>
    index
      .search(minX, minY, maxX, maxY)
      .sort((a, b) => a - b)
      .map((found) => segments[found]!);
}

/** The segments of a line of some number. */
export function segmentsOf(points: Float64Array, line: number): Segment[] {
  const segments: Segment[] = [];
  for (let offset = 0; offset + 3 < points.length; offset += 2) {
    const [ax, ay] = [points[offset]!, points[offset + 1]!];
    segments.push({ line, offset, ax, ay, bx: points[offset + 2]!, by: points[offset + 3]! });
  }
  return segments;
}
