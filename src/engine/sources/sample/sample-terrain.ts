import { type Bbox, bboxExpand } from '../../../geo/bbox.ts';
import type { HeightGrid } from '../height-grid.ts';
import type { SourceContext, TerrainSource } from '../source.ts';
import { directionAt, landHeight } from './hills.ts';
import { ROW_DEGREES, Row, rowAt } from './rows.ts';
import { Skeleton } from './skeleton.ts';
import { SAMPLE_RECORD } from './source-record.ts';
import { carveBrooks, carveRiver, type RiverProfile, riverProfile } from './valleys.ts';

/** Latitudes of all grids are multiples of this, counted from the South Pole: about 10 m. */
const STEP_DEGREES = ROW_DEGREES / 83;

const MARGIN_METRES = 50;

/** Rows of samples between two looks at the signal. */
const BATCH = 64;

/** The ground of the sample city: hills, with valleys along its rivers and brooks. Grids of different boxes agree where they overlap. */
export function sampleTerrain(): TerrainSource {
  return {
    async load(bbox, context) {
      return { grid: await raise(bbox, context), sources: [SAMPLE_RECORD], notes: [] };
    },
  };
}

async function raise(bbox: Bbox, { signal, sleep, progress }: SourceContext): Promise<HeightGrid> {
  const grid = emptyGrid(bbox);
  const { rows, columns, heights, lats, lons } = grid;
  const valleys = new Valleys(lons);
  for (let r = 0; r < rows; r++) {
    if (r % BATCH === 0) {
      await sleep(0, signal);
      signal.throwIfAborted();
      progress(r, rows);
    }
    const line = heights.subarray(r * columns, (r + 1) * columns);
    for (let c = 0; c < columns; c++) line[c] = landHeight(directionAt(lons[c]!, lats[r]!));
    valleys.carve(line, lats[r]!);
  }
  progress(rows, rows);
  const [west, east, north, south] = [lons[0]!, lons.at(-1)!, lats[0]!, lats.at(-1)!];
  return { rows, columns, heights, projection: 'geographic', west, east, north, south };
}

/**
 * The samples that cover a box. Steps of longitude are the step of latitude times a power of two, so that they stay between
 * 7 and 15 m and grids of different latitudes share samples.
 */
function emptyGrid(bbox: Bbox) {
  const [west, south, east, north] = bboxExpand(bbox, MARGIN_METRES);
  const middle = ((bbox[1] + bbox[3]) / 2) * (Math.PI / 180);
  const stride = 2 ** Math.round(Math.log2(1 / Math.cos(middle)));
  const lons = multiples(west + 180, east + 180, stride).map((steps) => steps * STEP_DEGREES - 180);
  const lats = multiples(south + 90, north + 90, 1)
    .map((steps) => steps * STEP_DEGREES - 90)
    .reverse();
  const [rows, columns] = [lats.length, lons.length];
  return { rows, columns, heights: new Float32Array(rows * columns), lats, lons };
}

function multiples(from: number, to: number, stride: number): Float64Array {
  const first = Math.floor(from / STEP_DEGREES / stride);
  const last = Math.ceil(to / STEP_DEGREES / stride);
  return Float64Array.from({ length: last - first + 1 }, (_, i) => (first + i) * stride);
}

/** The waters near a grid, each made when first needed. */
class Valleys {
  readonly #lons: Float64Array;
  readonly #rivers = new Map<number, RiverProfile>();
  readonly #skeletons = new Map<number, Skeleton>();

  constructor(lons: Float64Array) {
    this.#lons = lons;
  }

  /** Winding rivers leave their row: brooks of the rows beside may matter too. */
  carve(line: Float32Array, lat: number): void {
    const index = rowAt(lat);
    for (const near of [index - 1, index, index + 1]) carveBrooks(line, lat, this.#lons, this.#skeleton(near));
    const { metresPerLat } = this.#skeleton(index).row;
    for (const near of [index, index + 1]) carveRiver(line, lat, metresPerLat, this.#river(near));
  }

  #river(index: number): RiverProfile {
    const known = this.#rivers.get(index) ?? riverProfile(index, this.#lons);
    this.#rivers.set(index, known);
    return known;
  }

  #skeleton(index: number): Skeleton {
    const known = this.#skeletons.get(index) ?? new Skeleton(new Row(index));
    this.#skeletons.set(index, known);
    return known;
  }
}
