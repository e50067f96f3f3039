import { hash } from '../../hash.ts';
import type { Tags } from '../osm-data.ts';
import { streetName } from './names.ts';
import type { Pen } from './pen.ts';
import { type Corners, shifted, type Vec } from './plane.ts';
import { Random } from './random.ts';
import { BAND_LEVELS, BANDS, type Band, BROOK_HALF, LEVELS, type Level } from './skeleton.ts';
import { type Highway, type Street, streetNodes } from './street.ts';
import type { TownPlan } from './town-plan.ts';

const HIGHWAY_TAGS: Readonly<Record<Highway, Tags>> = {
  motorway: { lanes: '2', oneway: 'yes', maxspeed: '80', surface: 'asphalt' },
  primary: { lanes: '4', width: '14', surface: 'asphalt', sidewalk: 'both' },
  secondary: { lanes: '3', surface: 'asphalt', sidewalk: 'both' },
  tertiary: { lanes: '2', surface: 'asphalt' },
  unclassified: {},
  residential: {},
  living_street: { surface: 'paving_stones' },
  pedestrian: { surface: 'sett' },
  service: {},
};

const WIDTHS: Partial<Readonly<Record<Highway, string>>> = { residential: '6.5', living_street: '5', pedestrian: '5' };

/** Tags of a street; widths are told for some, as on the real map. */
export function highwayTags(highway: Highway, random: Random): Tags {
  const width = WIDTHS[highway];
  return {
    highway,
    ...HIGHWAY_TAGS[highway],
    ...(width && random.chance(0.4) && { width }),
    ...(highway !== 'motorway' && { name: streetName(random) }),
  };
}

export function drawStreet(pen: Pen, street: Street, random: Random): void {
  pen.line(highwayTags(street.highway, random), streetNodes(street));
}

const BRIDGE: Tags = { bridge: 'yes', layer: '1' };
const TUNNEL: Tags = { tunnel: 'yes', layer: '-1' };

/** What the streets that a column owns need: a pen for each of up to 16 sections, and where bridges land on the river street. */
export interface StreetTools {
  readonly plan: TownPlan;
  readonly column: number;
  readonly pen: (section: number) => Pen;
  readonly bridgeEnds: () => readonly Vec[];
}

/** Draws the streets that a column owns: along its western edge and from there east. */
export function drawStreets(tools: StreetTools): void {
  const { row } = tools.plan.skeleton;
  if (tools.column < row.columns) for (const level of LEVELS) drawAcross(tools, level);
  for (const band of BANDS) drawUp(tools, band);
  if (!tools.plan.skeleton.isBrook(tools.column)) drawRailCrossing(tools);
}

function drawAcross({ plan, column, pen: penOf, bridgeEnds }: StreetTools, level: Level): void {
  const across = plan.acrossStreet(column, level);
  const pen = penOf(level);
  if (!pen.reaches([plan.skeleton.node(column, level, -1), across.b])) return;
  const random = new Random(hash(plan.skeleton.row.index, column, level, 51));
  for (const band of BANDS) if (BAND_LEVELS[band].includes(level)) plan.district(column, band);
  const ends = level === 3 ? bridgeEnds() : [];
  drawStreet(pen, { ...across, tees: [...across.tees, ...ends] }, random);
  if (plan.skeleton.isBrook(column)) drawBrookBridge(pen, plan, column, level, highwayTags(across.highway, random));
}

function drawUp({ plan, column, pen: penOf }: StreetTools, band: Band): void {
  const { row } = plan.skeleton;
  const [west, east] = [plan.upStreet(column, band, -1), plan.upStreet(column, band, 1)];
  const pen = penOf(LEVELS.length + band);
  if (!pen.reaches([west.a, west.b, east.a, east.b])) return;
  const random = new Random(hash(row.index, column, band, 52));
  if (column < row.columns) plan.district(column, band);
  if (column > 0) plan.district(column - 1, band);
  drawStreet(pen, west, random);
  if (east !== west) drawStreet(pen, east, random);
}

function drawBrookBridge(pen: Pen, { skeleton }: TownPlan, column: number, level: Level, tags: Tags): void {
  const west = skeleton.node(column, level, -1);
  const east = skeleton.node(column, level, 1);
  const middle = skeleton.node(column, level);
  const abutment = (side: number) => shifted(middle, side * (BROOK_HALF + 2), 0);
  drawSpan(pen, tags, BRIDGE, [west, abutment(-1), abutment(1), east]);
}

/** Three ways: the second of the four points to the third with extra tags. */
export function drawSpan(pen: Pen, tags: Tags, extra: Tags, points: readonly [Vec, Vec, Vec, Vec]): void {
  const parts: [Corners, Tags][] = [
    [points.slice(0, 2), {}],
    [points.slice(1, 3), extra],
    [points.slice(2), {}],
  ];
  for (const [piece, more] of parts) pen.line({ ...tags, ...more }, piece);
}

/** From the street south of the railway to the one north of it: by a level crossing, or under or over the motorway too. */
function drawRailCrossing({ plan: { skeleton }, column, pen: penOf }: StreetTools): void {
  const { corridor, row } = skeleton;
  const pen = penOf(LEVELS.length + BANDS.length);
  const tags = highwayTags('tertiary', new Random(hash(row.index, column, 53)));
  const south = skeleton.node(column, 2);
  const north = skeleton.node(column, 4);
  if (corridor.carriageways.length > 0) {
    drawSpan(pen, tags, column % 2 === 0 ? BRIDGE : TUNNEL, [
      south,
      shifted(south, 0, 12),
      shifted(north, 0, -24),
      north,
    ]);
    return;
  }
  const tracks = corridor.tracks.map((offset): Vec => [south[0], skeleton.lineY(south[0], 2) + offset]);
  pen.line(tags, [south, ...tracks, north]);
  for (const track of tracks) pen.point({ railway: 'level_crossing' }, track);
}
