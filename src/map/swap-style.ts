import type { Map as LibreMap, StyleSpecification } from 'maplibre-gl';

/** The base map that each map shows, without what others have put on top of it. */
const bases = new WeakMap<LibreMap, StyleSpecification>();

/** Remembers the style that a map was started with. */
export function startedWith(map: LibreMap, base: StyleSpecification): void {
  bases.set(map, base);
}

/**
 * Exchanges the base map and keeps what others have put on top of it.
 * The map takes over only the differences, at once: layers and sources that stay are never gone, not even for a frame.
 */
export function swapStyle(map: LibreMap, next: StyleSpecification): void {
  const base = bases.get(map);
  bases.set(map, next);
  map.setStyle(next, { transformStyle: (shown, style) => (shown && base ? withOverlays(style, shown, base) : style) });
}

/** A style with everything that `shown` has beyond its base on top. */
export function withOverlays(
  next: StyleSpecification,
  shown: StyleSpecification,
  base: StyleSpecification,
): StyleSpecification {
  const baseLayers = new Set(base.layers.map(({ id }) => id));
  const overlaySources = Object.entries(shown.sources).filter(([id]) => !(id in base.sources));
  return {
    ...next,
    sources: { ...next.sources, ...Object.fromEntries(overlaySources) },
    layers: [...next.layers, ...shown.layers.filter(({ id }) => !baseLayers.has(id))],
  };
}
