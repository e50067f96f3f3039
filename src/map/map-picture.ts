import type { Map as LibreMap } from 'maplibre-gl';
import type { Bbox } from '../geo/bbox.ts';

/** Side of the picture in pixels: 56 on a screen of double density. */
const SIDE = 112;
/** Room around the box, as a share of its larger side. */
const ROOM = 0.25;
/** A box that is shown smaller gives no picture. Pixels. */
const MIN_SIDE = 24;

/**
 * A square picture of a box and what is around it, as the map shows it with its next frame.
 * @returns a `data:` address; undefined where the box is not wholly in view, or too small
 */
export function mapPicture(map: LibreMap, bbox: Bbox): Promise<string | undefined> {
  const cut = cutOf(map, bbox);
  if (!cut) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    // The map's pixels can be read while a frame is drawn, and at no other time.
    map.once('render', () => resolve(copy(map.getCanvas(), cut)));
    map.triggerRepaint();
  });
}

interface Cut {
  readonly left: number;
  readonly top: number;
  /** In CSS pixels, like the others. */
  readonly side: number;
}

function cutOf(map: LibreMap, [west, south, east, north]: Bbox): Cut | undefined {
  const { x: left, y: top } = map.project([west, north]);
  const { x: right, y: bottom } = map.project([east, south]);
  const { clientWidth, clientHeight } = map.getContainer();
  const larger = Math.max(right - left, bottom - top);
  if (left < 0 || top < 0 || right > clientWidth || bottom > clientHeight || larger < MIN_SIDE) return undefined;
  const side = larger * (1 + 2 * ROOM);
  return { left: (left + right - side) / 2, top: (top + bottom - side) / 2, side };
}

function copy(canvas: HTMLCanvasElement, { left, top, side }: Cut): string | undefined {
  const picture = document.createElement('canvas');
  picture.width = SIDE;
  picture.height = SIDE;
  const context = picture.getContext('2d');
  if (!context) return undefined;
  const density = canvas.width / canvas.clientWidth;
  context.drawImage(canvas, left * density, top * density, side * density, side * density, 0, 0, SIDE, SIDE);
  return picture.toDataURL('image/webp', 0.8);
}
