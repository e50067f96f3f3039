/** The next side of the same triangle, where the sides (or corners) of triangle `t` are numbered from `3 t` to `3 t + 2`. */
export function nextSide(e: number): number {
  return e % 3 === 2 ? e - 2 : e + 1;
}

/** The side before of the same triangle. */
export function previousSide(e: number): number {
  return e % 3 === 0 ? e + 2 : e - 1;
}
