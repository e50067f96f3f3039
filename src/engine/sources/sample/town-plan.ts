import { hash } from '../../hash.ts';
import { middle } from './plane.ts';
import { type Quarter, quarterAt } from './quarters.ts';
import { Random } from './random.ts';
import { BAND_LEVELS, type Band, type Level, type Skeleton } from './skeleton.ts';
import { type Highway, type Street, street } from './street.ts';
import { type Block, centralBlock, type Subdivision, subdivide } from './subdivide.ts';

/** A quarter of the town on the ground. */
export interface District extends Subdivision {
  readonly quarter: Quarter;
  readonly outline: Block;
  readonly heart: Block;
}

const LEVEL_HIGHWAYS: readonly Highway[] = ['tertiary', 'primary', 'secondary', 'tertiary', 'unclassified'];

/** The streets and blocks of a row, each made when first asked for. */
export class TownPlan {
  readonly skeleton: Skeleton;
  readonly #streets = new Map<string, Street>();
  readonly #districts = new Map<string, District>();

  constructor(skeleton: Skeleton) {
    this.skeleton = skeleton;
  }

  /** The street along a level, from one column's western edge to the next. */
  acrossStreet(column: number, level: Level): Street {
    const { skeleton } = this;
    return remember(this.#streets, `across ${column} ${level}`, () =>
      street(skeleton.node(column, level, 1), skeleton.node(column + 1, level, -1), LEVEL_HIGHWAYS[level]!),
    );
  }

  /** The street along a column's western edge in a band; beside a brook, the quay west (-1) or east (1) of it. */
  upStreet(column: number, band: Band, side: -1 | 1): Street {
    const { skeleton } = this;
    const brook = skeleton.isBrook(column);
    const place = skeleton.row.place(column);
    const highway = brook ? 'residential' : place === 0 ? 'secondary' : 'tertiary';
    const [from, to] = BAND_LEVELS[band];
    return remember(this.#streets, `up ${column} ${band} ${brook ? side : 0}`, () =>
      street(skeleton.node(column, from, side), skeleton.node(column, to, side), highway),
    );
  }

  /** The quarter east of a column's western edge. */
  district(column: number, band: Band): District {
    return remember(this.#districts, `${column} ${band}`, () => this.#divide(column, band));
  }

  #divide(column: number, band: Band): District {
    const { row } = this.skeleton;
    const [from, to] = BAND_LEVELS[band];
    const south = this.acrossStreet(column, from);
    const north = this.acrossStreet(column, to);
    const outline: Block = {
      corners: [south.a, south.b, north.b, north.a],
      sides: [south, this.upStreet(column + 1, band, -1), north, this.upStreet(column, band, 1)],
    };
    const random = new Random(hash(row.index, column, band, 41));
    const quarter = quarterAt(row.place(column), band, random);
    const division = quarter.division
      ? subdivide(outline, quarter.division, random)
      : { blocks: [outline], streets: [] };
    return { ...division, quarter, outline, heart: centralBlock(division.blocks, middle(outline.corners)) };
  }
}

function remember<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}
