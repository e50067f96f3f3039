import { UNITS } from '../../contract/format-options.ts';
import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Placement } from './placement.ts';

/** A file and how it shows the model. */
export interface PlacedFile {
  readonly name: string;
  readonly placement: Placement;
}

/** The text of GEOREFERENCE.txt: how the coordinates of files that cannot say it themselves lead back to places on Earth. */
export function georeferenceText({ origin: [lon, lat], proj, rect }: LocalFrame, files: readonly PlacedFile[]): string {
  return `${[
    'Where this model lies on Earth',
    '',
    `Origin of the local coordinates (WGS84): longitude ${lon.toFixed(9)}, latitude ${lat.toFixed(9)}`,
    `Local coordinates: x east, y north, z up, in metres; x from ${rect.minX.toFixed(3)} to ${rect.maxX.toFixed(3)},`,
    `  y from ${rect.minY.toFixed(3)} to ${rect.maxY.toFixed(3)}; z is the height above the datum of the terrain source`,
    '  (0 on flat ground).',
    `Coordinate reference system (PROJ): ${proj}`,
    '',
    'From a file’s coordinates X, Y, Z to the local ones:',
    ...files.map((file) => `  ${fileText(file)}`),
    '',
    'From the local coordinates to longitude and latitude, with PROJ:',
    `  cs2cs -f %.9f "${proj}" "+proj=longlat +datum=WGS84"`,
  ].join('\n')}\n`;
}

function fileText({ name, placement }: PlacedFile): string {
  const { axes, factors, unit, scale, zero } = placement;
  const metres = 1 / Math.abs(factors[0]);
  const times = metres === 1 ? '' : ` × ${Number(metres.toPrecision(12))}`;
  const term = (axis: 0 | 1 | 2) => {
    const column = axes.indexOf(axis) as 0 | 1 | 2;
    return `${factors[column] < 0 ? '-' : ''}${'XYZ'[column]}${times}${lift(zero[axis])}`;
  };
  const isSheet = axes[1] === 1 && factors[1] < 0;
  const inUnit = `${UNITS[unit].label.toLowerCase()}${scale === 1 ? '' : ` at 1:${scale}`}`;
  const where = isSheet ? `${inUnit}, from the upper left corner of the paper` : inUnit;
  const height = isSheet ? '' : `, z = ${term(2)}`;
  return `${name} (${where}): x = ${term(0)}, y = ${term(1)}${height}`;
}

function lift(metres: number): string {
  if (metres === 0) return '';
  return ` ${metres < 0 ? '-' : '+'} ${Math.abs(metres).toFixed(4).replace(/0$/, '')}`;
}
