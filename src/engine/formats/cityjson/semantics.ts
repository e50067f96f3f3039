import { SURFACES } from '../../mesh/layer-mesh.ts';
import { surfaceType } from './kinds.ts';

/** What the surfaces of one object are in CityJSON: numbered in the order of their first triangles. */
export class Semantics {
  readonly #namesOf = new Map<string, readonly (string | undefined)[]>();
  readonly #texts = new Map<string, string>();
  /** Per surface of the object at hand. */
  readonly numbers = new Int8Array(SURFACES.length);

  /**
   * Numbers an object's surfaces.
   * @param isRaised whether it is above the ground
   * @returns the list of them as JSON; nothing where objects of a type have no semantics
   */
  of(type: string, isRaised: boolean, surfaces: Uint8Array, count: number): string | undefined {
    const names = this.#names(type, isRaised);
    const found: string[] = [];
    this.numbers.fill(-1);
    for (let i = 0; i < count; i++) {
      const surface = surfaces[i]!;
      if (this.numbers[surface] !== -1) continue;
      const name = names[surface];
      if (name === undefined) return undefined;
      if (!found.includes(name)) found.push(name);
      this.numbers[surface] = found.indexOf(name);
    }
    return this.#text(found);
  }

  #names(type: string, isRaised: boolean): readonly (string | undefined)[] {
    const key = isRaised ? `${type} above` : type;
    const known = this.#namesOf.get(key);
    if (known) return known;
    const names = SURFACES.map((_, surface) => surfaceType(type, surface, isRaised));
    this.#namesOf.set(key, names);
    return names;
  }

  #text(names: readonly string[]): string {
    const key = names.join();
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const text = JSON.stringify(names.map((name) => ({ type: name })));
    this.#texts.set(key, text);
    return text;
  }
}
