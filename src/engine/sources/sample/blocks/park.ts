import type { Style } from '../building-tags.ts';
import { insetBy } from '../convex.ts';
import { placeName } from '../names.ts';
import { along, area, type Corners, circle, distance, middle, type Vec } from '../plane.ts';
import { blob, scatterTrees } from './greenery.ts';
import type { Site } from './site.ts';

const PAVILION: Style = { classes: ['pavilion', 'kiosk', 'yes'], storeys: [1, 2], roofs: ['dome', 'onion', 'cone'] };
const PATH = { highway: 'footway', surface: 'gravel', width: '2.5' };

/** What trees keep away from. */
interface Disc {
  readonly centre: Vec;
  readonly radius: number;
}

/** A park with a pond, a wood, a round of paths, tree rows and pavilions. */
export function park(site: Site): void {
  const { corners, pen, random } = site;
  pen.area({ tags: { leisure: 'park', name: placeName(random, 'Park') }, corners });
  const size = Math.sqrt(area(corners));
  const centre = along(middle(corners), corners[random.whole(0, 1)]!, random.between(0.05, 0.2));
  const round = blob(centre, size * 0.27, random, 24);
  pen.line(PATH, [...round, round[0]!]);
  const paths = corners.flatMap((corner) => pathTo(site, corner, round));
  const walks = [...round, ...round.map((point, i) => along(point, round[(i + 1) % round.length]!, 0.5)), ...paths];
  const obstacles = [pond(site, centre, size), wood(site, centre), ...pavilions(site, centre, round, walks)];
  scatterTrees(
    site,
    corners,
    11,
    0.42,
    (at) => isFree(at, obstacles) && walks.every((walk) => distance(at, walk) > 4.5),
  );
  treeRows(site);
}

function isFree(at: Vec, discs: readonly Disc[]): boolean {
  return discs.every(({ centre, radius }) => distance(at, centre) > radius);
}

/** A bent path from a corner to the nearest point of the round; returns points along it. */
function pathTo({ pen, random }: Site, corner: Vec, round: Corners): Vec[] {
  const end = round.reduce((best, point) => (distance(point, corner) < distance(best, corner) ? point : best));
  const [dx, dy] = [end[0] - corner[0], end[1] - corner[1]];
  const bend = random.between(-0.14, 0.14);
  const points = Array.from({ length: 17 }, (_, i): Vec => {
    const t = i / 16;
    const aside = bend * Math.sin(Math.PI * t);
    return [corner[0] + dx * t - dy * aside, corner[1] + dy * t + dx * aside];
  });
  pen.line(PATH, points);
  return points;
}

function pond({ pen, random }: Site, centre: Vec, size: number): Disc {
  const radius = size * random.between(0.11, 0.14);
  pen.area({ tags: { natural: 'water', water: 'pond' }, corners: blob(centre, radius, random, 28) });
  return { centre, radius: radius * 1.6 };
}

function wood({ corners, pen, random }: Site, centre: Vec): Disc {
  const at = along(corners[2]!, centre, 0.42);
  const radius = distance(corners[2]!, centre) * 0.165;
  const tags = { natural: 'wood', leaf_type: random.pick(['broadleaved', 'mixed', 'needleleaved']) };
  pen.area({ tags, corners: blob(at, radius, random, 18) });
  return { centre: at, radius: radius * 1.4 };
}

/** Round pavilions outside the round of paths, towards the middles of three sides. */
function pavilions({ corners, pen, random, tagger }: Site, centre: Vec, round: Corners, walks: Corners): Disc[] {
  return corners.slice(0, 3).flatMap((corner, i) => {
    const far = along(corner, corners[(i + 1) % corners.length]!, 0.5);
    const near = round.reduce((best, point) => (distance(point, far) < distance(best, far) ? point : best));
    const at = along(near, far, 12 / distance(near, centre));
    const radius = random.between(3.5, 5.5);
    if (walks.some((walk) => distance(at, walk) < radius + 4)) return [];
    pen.area({ tags: tagger.next(PAVILION), corners: circle(at, radius, 14) });
    return [{ centre: at, radius: radius + 4 }];
  });
}

function treeRows({ corners, pen }: Site): void {
  const inner = insetBy(corners, 4);
  for (const [i, corner] of inner?.entries() ?? []) {
    const next = inner![(i + 1) % corners.length]!;
    pen.line({ natural: 'tree_row', leaf_type: 'broadleaved' }, [along(corner, next, 0.08), along(corner, next, 0.92)]);
  }
}
