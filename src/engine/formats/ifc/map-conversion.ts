import type { LocalFrame } from '../../../geo/local-frame.ts';
import type { MapCrs } from '../map-crs.ts';

/** How a model's coordinates lie on a map: moved, turned and scaled. */
export interface MapConversion {
  readonly eastings: number;
  readonly northings: number;
  /** Direction of the model's x axis on the map, of length 1. */
  readonly abscissa: number;
  readonly ordinate: number;
  readonly scale: number;
  /** From local metres to the model's, from which the conversion leads exactly to the map. */
  toModel(x: number, y: number): [x: number, y: number];
}

/**
 * IfcMapConversion knows no more than a similarity, but a map is not quite one of the local coordinates. So the model's
 * coordinates are the map's, led back by the similarity in the model's middle: they part from the local ones by less than a
 * millimetre within a kilometre, and from the map not at all.
 */
export function mapConversion({ toMap }: MapCrs, { rect }: LocalFrame): MapConversion {
  const [eastings, northings] = toMap(0, 0);
  const reach = (rect.maxX - rect.minX) / 2;
  const [west, east] = [toMap(-reach, 0), toMap(reach, 0)];
  const [dx, dy] = [(east[0] - west[0]) / (2 * reach), (east[1] - west[1]) / (2 * reach)];
  const scale = Math.hypot(dx, dy);
  const [abscissa, ordinate] = [dx / scale, dy / scale];
  return {
    eastings,
    northings,
    abscissa,
    ordinate,
    scale,
    toModel: (x, y) => {
      const [e, n] = toMap(x, y);
      const [u, v] = [(e - eastings) / scale, (n - northings) / scale];
      return [u * abscissa + v * ordinate, v * abscissa - u * ordinate];
    },
  };
}
