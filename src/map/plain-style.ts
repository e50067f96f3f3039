import type { StyleSpecification } from 'maplibre-gl';

/** Colours of the plain map. */
export interface PlainColours {
  readonly background: string;
  readonly line: string;
}

/** The source that holds the graticule's lines. */
export const GRATICULE_SOURCE = 'graticule';

/** The built-in style that needs no network: a plain ground with a graticule. */
export function plainStyle({ background, line }: PlainColours): StyleSpecification {
  return {
    version: 8,
    name: 'Plain grid',
    sources: { [GRATICULE_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': background } },
      { id: 'graticule', type: 'line', source: GRATICULE_SOURCE, paint: { 'line-color': line, 'line-width': 1 } },
    ],
  };
}

/** The plain map's colours for the page's colour scheme, which is the one that `element` shows. */
export function plainColours(element: Element): PlainColours {
  const dark = getComputedStyle(element).colorScheme === 'dark' || prefersDark(element);
  return dark ? { background: '#1a1d21', line: '#353b42' } : { background: '#f1efe8', line: '#d5d1c4' };
}

function prefersDark(element: Element): boolean {
  const scheme = getComputedStyle(element).colorScheme;
  return scheme.includes('dark') && scheme.includes('light') && matchMedia('(prefers-color-scheme: dark)').matches;
}
