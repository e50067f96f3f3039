/** Pixels along each side of a map that something lies over. */
export interface Edges {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** What is worth keeping free between covered edges. Pixels. */
const LEAST_ROOM = 110;

/**
 * The edges of a map that are covered by what is marked with `data-covers-map`: notices, the list of exports. Each takes
 * the side on which it costs the smallest share; where no room would be left between two sides, neither counts.
 */
export function coveredEdges(map: HTMLElement): Edges {
  const frame = map.getBoundingClientRect();
  const edges = { top: 0, right: 0, bottom: 0, left: 0 };
  for (const cover of document.querySelectorAll('[data-covers-map]')) {
    const { top, right, bottom, left, width, height } = cover.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    const costs: Edges = {
      top: bottom - frame.top,
      right: frame.right - left,
      bottom: frame.bottom - top,
      left: right - frame.left,
    };
    const share = (side: keyof Edges) =>
      costs[side] / (side === 'top' || side === 'bottom' ? frame.height : frame.width);
    const side = (['top', 'bottom', 'left', 'right'] as const).reduce((a, b) => (share(b) < share(a) ? b : a));
    edges[side] = Math.max(edges[side], Math.ceil(costs[side]));
  }
  if (frame.height - edges.top - edges.bottom < LEAST_ROOM) edges.top = edges.bottom = 0;
  if (frame.width - edges.left - edges.right < LEAST_ROOM) edges.left = edges.right = 0;
  return edges;
}
