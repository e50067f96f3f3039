import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import { withOverlays } from './swap-style.ts';

const empty: GeoJSONSourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };

function style(...ids: string[]): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(ids.map((id) => [id, empty])),
    layers: ids.map((id) => ({ id, type: 'line', source: id })),
  };
}

test('another base map keeps what lies on top of it, in order', () => {
  const swapped = withOverlays(style('roads', 'labels'), style('grid', 'area', 'drawing'), style('grid'));
  expect(swapped.layers.map(({ id }) => id)).toEqual(['roads', 'labels', 'area', 'drawing']);
  expect(Object.keys(swapped.sources)).toEqual(['roads', 'labels', 'area', 'drawing']);
});

test('a base map without anything on top is exchanged as a whole', () => {
  expect(withOverlays(style('roads'), style('grid'), style('grid'))).toEqual(style('roads'));
});
