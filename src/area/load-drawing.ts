/** Terra Draw is a large library that nobody needs before they draw. */
export const loadDrawing = () => import('./terra-drawing.ts');

/** Loads it before it is needed; where that fails, the tool tries again and tells. */
export function prepareDrawing(): void {
  void Promise.allSettled([loadDrawing()]);
}
