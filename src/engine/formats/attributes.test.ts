import { describe, expect, it } from 'vitest';
import { testCity } from '../../testing/test-scene.ts';
import type { City } from '../city/city.ts';
import { attributesOf } from './attributes.ts';

const CITY: City = {
  ...testCity([
    {
      id: 'relation/7',
      name: 'Tower',
      class: 'office',
      tags: {},
      ground: 1.23456,
      base: 2,
      parts: [
        { id: 'way/1', footprint: [], minHeight: 0, height: 12, provenance: 'measured' },
        {
          id: 'way/2',
          footprint: [],
          minHeight: 3,
          height: 30,
          provenance: 'levels',
          roof: { shape: 'gabled', height: 4, orientation: 'along', over: [] },
        },
      ],
    },
  ]),
  courses: [
    {
      id: 'way/5#2',
      name: 'High Street',
      tags: { highway: 'residential', surface: 'asphalt' },
      cover: 'carriageway',
      line: new Float64Array(4),
      width: 6.5,
      widthProvenance: 'lanes',
    },
  ],
  areas: [{ id: 'way/1', tags: { natural: 'water' }, cover: 'water', polygons: [] }],
  trees: [
    {
      id: 'node/9',
      tags: { natural: 'tree' },
      x: 0,
      y: 0,
      shape: 'conifer',
      height: 14,
      crownDiameter: 5,
      provenance: 'assumed',
    },
  ],
};
const of = attributesOf(CITY);

describe('attributesOf', () => {
  it('tells a part’s own heights and those of its building apart', () => {
    expect(of('buildings', 'way/2')).toEqual({
      id: 'relation/7',
      name: 'Tower',
      attributes: { class: 'office', ground: 1.235, base: 2 },
      part: {
        part: 'way/2',
        min_height: 3,
        height: 30,
        height_source: 'levels',
        roof_shape: 'gabled',
        roof_height: 4,
      },
      tags: {},
    });
  });

  it('finds a piece by its whole, and keeps layers apart', () => {
    expect(of('buildings', 'way/1#3').id).toBe('relation/7');
    expect(of('water', 'way/1')).toMatchObject({ id: 'way/1', attributes: { class: 'water' } });
  });

  it('passes tags on, with widths, heights and where they come from', () => {
    expect(of('roads', 'way/5#2')).toMatchObject({
      name: 'High Street',
      attributes: { class: 'carriageway', width: 6.5, width_source: 'lanes' },
      tags: { surface: 'asphalt' },
    });
    expect(of('trees', 'node/9').attributes).toEqual({
      shape: 'conifer',
      height: 14,
      crown_diameter: 5,
      height_source: 'assumed',
    });
  });

  it('knows of what it does not know at least the id', () => {
    expect(of('terrain', 'terrain')).toEqual({ id: 'terrain', attributes: {}, part: {}, tags: {} });
  });
});
