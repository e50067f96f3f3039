import { bboxExpand } from '../../geo/bbox.ts';
import type { LocalFrame, Rect } from '../../geo/local-frame.ts';
import { clipLine } from './clip.ts';

/** The box's rectangle and its geographic box part by less than this share of its size, up to 85° of latitude. */
const SLACK = 0.01;

/** Points nearer than this to the one before (metres) are the same point. */
const SAME = 0.001;

/**
 * A box in degrees (x longitude, y latitude) that holds the frame's rectangle and at least a margin in metres around
 * it.
 */
export function degreesAround({ bbox, rect }: LocalFrame, margin: number): Rect {
  const size = Math.max(rect.maxX - rect.minX, rect.maxY - rect.minY);
  const [minX, minY, maxX, maxY] = bboxExpand(bbox, margin + SLACK * size);
  return { minX, minY, maxX, maxY };
}

/** `lon, lat` pairs in local metres. */
export function toLocal(coords: Float64Array, frame: LocalFrame): Float64Array {
  const line = new Float64Array(coords.length);
  for (let i = 0; i < coords.length; i += 2) {
    const [x, y] = frame.toLocal(coords[i]!, coords[i + 1]!);
    line[i] = x;
    line[i + 1] = y;
  }
  return line;
}

/**
 * What of a way (`lon, lat` pairs) comes within a margin in metres of the frame's rectangle, as lines in local metres of
 * at least two points, none twice in a row. They end outside the rectangle's margin, or where the way does.
 */
export function localPieces(coords: Float64Array, frame: LocalFrame, margin: number): Float64Array[] {
  return clipLine(coords, degreesAround(frame, margin))
    .map((piece) => withoutRepeats(toLocal(piece, frame)))
    .filter((piece) => piece.length >= 4);
}

/**
 * Metres around the box beyond which nothing is projected; bridges and the like are not longer, and projections fail
 * far away.
 */
const FARTHEST = 50_000;

/** The same, but each line as far as it goes beyond the margin. */
export function wholeLines(coords: Float64Array, frame: LocalFrame, margin: number): Float64Array[] {
  if (clipLine(coords, degreesAround(frame, margin)).length === 0) return [];
  return localPieces(coords, frame, FARTHEST);
}

/** Both ends stay what they are, so that lines that met still meet. */
function withoutRepeats(line: Float64Array): Float64Array {
  let end = 2;
  for (let i = 2; i < line.length; i += 2) {
    if (Math.hypot(line[i]! - line[end - 2]!, line[i + 1]! - line[end - 1]!) < SAME) {
      if (i < line.length - 2 || end === 2) continue;
      end -= 2;
    }
    line[end++] = line[i]!;
    line[end++] = line[i + 1]!;
  }
  return line.subarray(0, end);
}
