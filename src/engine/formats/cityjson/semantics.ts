import { SURFACES } from '../../mesh/layer-mesh.ts';
import { type LongText, longText } from '../prepared-text.ts';
import { surfaceType } from './kinds.ts';

/** What the surfaces of an object are in CityJSON, as far as they are known: numbered in the order of their first triangles. */
export class SurfaceTypes {
  readonly #typeOf: readonly string[];
  readonly #found: readonly string[];
  /** By the surface that is found next. */
  readonly #next: (SurfaceTypes | undefined)[] = [];
  /** The types as JSON. */
  readonly text: LongText;
  /** The number of its type per index into `SURFACES`, -1 where that surface was not found. */
  readonly numbers: Int8Array;

  /** @param typeOf per index into `SURFACES` */
  constructor(
    typeOf: readonly string[],
    found: readonly string[] = [],
    numbers = new Int8Array(SURFACES.length).fill(-1),
  ) {
    this.#typeOf = typeOf;
    this.#found = found;
    this.text = longText(JSON.stringify(found.map((type) => ({ type }))));
    this.numbers = numbers;
  }

  /** Those of the first so many triangles too. */
  withAll(surfaces: Uint8Array, count: number): SurfaceTypes {
    let types: SurfaceTypes = this;
    for (let i = 0; i < count; i++) {
      const surface = surfaces[i]!;
      if (types.numbers[surface] === -1) types = types.#with(surface);
    }
    return types;
  }

  /** Made once: thousands of objects have the same surfaces. */
  #with(surface: number): SurfaceTypes {
    this.#next[surface] ??= this.#made(surface);
    return this.#next[surface];
  }

  #made(surface: number): SurfaceTypes {
    const type = this.#typeOf[surface]!;
    const found = this.#found.includes(type) ? this.#found : [...this.#found, type];
    return new SurfaceTypes(this.#typeOf, found, this.numbers.with(surface, found.indexOf(type)));
  }
}

/** What surfaces are, of objects of every type. */
export class Semantics {
  /** Of objects in the ground, and of those above it; nothing where objects of a type have no semantics. */
  readonly #ofType = new Map<string, readonly (SurfaceTypes | undefined)[]>();

  /**
   * The types of an object's surfaces, given those of its triangles.
   * @param isRaised whether it is above the ground
   */
  of(type: string, isRaised: boolean, surfaces: Uint8Array, count: number): SurfaceTypes | undefined {
    const known = this.#ofType.get(type) ?? this.#prepare(type);
    return known[isRaised ? 1 : 0]?.withAll(surfaces, count);
  }

  #prepare(type: string): readonly (SurfaceTypes | undefined)[] {
    const prepared = [false, true].map((isRaised) => {
      const types = SURFACES.map((_, surface) => surfaceType(type, surface, isRaised));
      return types.every((name) => name !== undefined) ? new SurfaceTypes(types) : undefined;
    });
    this.#ofType.set(type, prepared);
    return prepared;
  }
}
