/** Offsets and prime of FNV-1a; one run for each 32 bits, told apart by its offset. */
const OFFSETS = Int32Array.of(0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35);
const PRIME = 0x01000193;

/** 128 bits that depend on a text alone, which may be added piece by piece. */
export class IdHash {
  readonly #runs = OFFSETS.slice();

  /** Begins anew, or after what another one was given. */
  begin(after?: IdHash): this {
    this.#runs.set(after ? after.#runs : OFFSETS);
    return this;
  }

  add(text: string): this {
    const runs = this.#runs;
    let a = runs[0]!;
    let b = runs[1]!;
    let c = runs[2]!;
    let d = runs[3]!;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, PRIME);
      b = Math.imul(b ^ code, PRIME);
      c = Math.imul(c ^ code, PRIME);
      d = Math.imul(d ^ code, PRIME);
    }
    runs[0] = a;
    runs[1] = b;
    runs[2] = c;
    runs[3] = d;
    return this;
  }

  /** One of the four whole numbers of 32 bits that the hash is, the first the highest. */
  word(index: number): number {
    return finished(this.#runs[index]!);
  }
}

/** 128 bits that depend on an id alone, as four whole numbers of 32 bits. */
export function idHash(id: string): number[] {
  const hash = new IdHash().add(id);
  return [0, 1, 2, 3].map((index) => hash.word(index));
}

/** Spreads the last characters over all bits (MurmurHash3's finish). */
function finished(mixed: number): number {
  let hash = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
