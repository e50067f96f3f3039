import type { Tags } from '../sources/osm-data.ts';
import { believable } from './believable.ts';
import type { Tree, TreeShape } from './city.ts';
import { parseLength, parseNumber } from './parse-length.ts';

/** What a tree looks like, as far as its tags say. */
export type TreeForm = Pick<Tree, 'shape' | 'height' | 'crownDiameter' | 'provenance'>;

/** Metres of a tree of which nothing is known (OSM2World's default). */
const DEFAULT_HEIGHT = 10;

/** No tree is higher (Hyperion: 116 m) or wider (Thimmamma Marrimanu is a wood of its own). */
const MAX_HEIGHT = 120;
const MAX_CROWN = 50;

/** A height that is computed from a trunk or a crown stays within these metres. */
const LEAST_COMPUTED = 3;
const MOST_COMPUTED = 35;

/** Height per crown's diameter, and per trunk's diameter (streets-gl). */
const HEIGHT_PER_CROWN = 2;
const HEIGHT_PER_TRUNK = 23;

/** A crown's diameter as a share of the height: half of it for broad crowns (OSM2World), less for slender ones. */
const CROWN_PER_HEIGHT: Readonly<Record<TreeShape, number>> = { deciduous: 0.5, conifer: 0.4, palm: 0.4 };

/** Metres around the thickest trunk on Earth are 42 (Árbol del Tule); a larger number is in centimetres, or in millimetres. */
const THICKEST_TRUNK = 42;

const CONIFERS = new Set(
  (
    'abies araucaria calocedrus cedrus chamaecyparis cryptomeria cunninghamia cupressocyparis cupressus juniperus larix ' +
    'metasequoia picea pinus platycladus podocarpus pseudolarix pseudotsuga sciadopitys sequoia sequoiadendron taxodium taxus ' +
    'thuja thujopsis tsuga conifer coniferous needleleaved pine spruce fir larch cedar cypress yew'
  ).split(' '),
);
const PALMS = new Set(
  (
    'arecaceae archontophoenix bismarckia borassus brahea butia chamaerops cocos elaeis hyphaene jubaea livistona phoenix ' +
    'ravenea roystonea sabal syagrus trachycarpus washingtonia wodyetia palm palmae'
  ).split(' '),
);

/**
 * A tree's form by the first evidence there is: its height, else its crown's or trunk's size, else a default. Units that a
 * trunk's size cannot have been meant in are put right.
 * @param usualHeight metres where no tag tells of the size
 * @param mixed the shape where the tags call for both, or do not tell
 */
export function treeForm(tags: Tags, usualHeight = DEFAULT_HEIGHT, mixed: TreeShape = 'deciduous'): TreeForm {
  const shape = treeShape(tags, mixed);
  const ignored: string[] = [];
  const crown = believable(tags, 'diameter_crown', parseLength, 0.3, MAX_CROWN, ignored);
  const tagged =
    believable(tags, 'height', parseLength, 0.5, MAX_HEIGHT, ignored) ??
    believable(tags, 'est_height', parseLength, 0.5, MAX_HEIGHT, ignored);
  const height = tagged ?? computedHeight(crown, trunkDiameter(tags)) ?? usualHeight;
  return {
    shape,
    height,
    crownDiameter: crown ?? height * CROWN_PER_HEIGHT[shape],
    provenance: tagged === undefined ? 'assumed' : 'measured',
  };
}

/** The shape that tags tell of: by genus, species or taxon (Latin or English), by leaves; else the given one. */
export function treeShape(tags: Tags, otherwise: TreeShape): TreeShape {
  for (const key of ['genus', 'species', 'taxon', 'type', 'wood', 'genus:en', 'species:en']) {
    const words = tags[key]?.toLowerCase().split(/[^a-z]+/) ?? [];
    if (words.some((word) => PALMS.has(word))) return 'palm';
    if (words.some((word) => CONIFERS.has(word))) return 'conifer';
  }
  if (tags.leaf_type === 'needleleaved') return 'conifer';
  return tags.leaf_type === 'broadleaved' ? 'deciduous' : otherwise;
}

function computedHeight(crown: number | undefined, trunk: number | undefined): number | undefined {
  const height = crown === undefined ? trunk && trunk * HEIGHT_PER_TRUNK : crown * HEIGHT_PER_CROWN;
  return height === undefined ? undefined : Math.min(Math.max(height, LEAST_COMPUTED), MOST_COMPUTED);
}

/** Metres through the trunk, from `circumference` (metres by agreement) or `diameter` (millimetres where it has no unit). */
function trunkDiameter({ circumference, diameter }: Tags): number | undefined {
  const around = parseLength(circumference);
  if (around !== undefined && around > 0) return inMetres(around) / Math.PI;
  const through = parseNumber(diameter) === undefined ? parseLength(diameter) : parseNumber(diameter)! / 1000;
  return through !== undefined && through > 0 ? through : undefined;
}

function inMetres(around: number): number {
  if (around <= THICKEST_TRUNK) return around;
  return around <= (100 * THICKEST_TRUNK) / 4 ? around / 100 : around / 1000;
}
