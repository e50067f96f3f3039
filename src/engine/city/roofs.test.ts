import { describe, expect, test } from 'vitest';
import type { Polygon } from '../polygon/polygon.ts';
import type { Tags } from '../sources/osm-data.ts';
import { taggedRoof } from './roofs.ts';

const FOOTPRINT: Polygon[] = [{ outer: Float64Array.of(0, 0, 20, 0, 20, 10, 0, 10), holes: [] }];
const roof = (tags: Tags) => taggedRoof(tags, FOOTPRINT);

describe('the shape', () => {
  test.each([
    ['gabled', 'gabled'],
    ['half_hipped', 'half-hipped'],
    ['half-hipped', 'half-hipped'],
    ['Side_half-hipped', 'side-half-hipped'],
    ['gabled_height_moved', 'gabled-height-moved'],
    ['hip-and-gable', 'hipped-and-gabled'],
    ['shed', 'skillion'],
    ['spherical', 'dome'],
    ['gabled;hipped', 'gabled'],
    ['many', 'flat'],
  ])('%s is %s', (value, shape) => {
    expect(roof({ 'roof:shape': value })).toMatchObject({ shape, disbelieved: [] });
  });

  test('untagged is flat; unknown is flat and told', () => {
    expect(roof({})).toMatchObject({ shape: 'flat', height: 0, disbelieved: [] });
    expect(roof({ 'roof:shape': 'tent' })).toMatchObject({ shape: 'flat', disbelieved: ['roof:shape=tent'] });
  });
});

describe('the height', () => {
  test.each<[Tags, number]>([
    [{ 'roof:shape': 'gabled', 'roof:height': '4 m', 'roof:levels': '1' }, 4],
    [{ 'roof:shape': 'gabled', 'roof:angle': '45' }, 5],
    [{ 'roof:shape': 'skillion', 'roof:angle': '45' }, 10],
    [{ 'roof:shape': 'gabled', 'roof:levels': '1.5' }, 3.75],
    [{ 'roof:shape': 'dome' }, 5],
    [{ 'roof:shape': 'skillion' }, 1.75],
  ])('%o gives %d m', (tags, height) => {
    expect(roof(tags).height).toBeCloseTo(height, 9);
  });

  test('storeys in a flat roof count too: mappers mean a set-back storey', () => {
    expect(roof({ 'roof:levels': '2' })).toMatchObject({ shape: 'flat', height: 5 });
  });

  test('what cannot be true is not believed', () => {
    expect(roof({ 'roof:shape': 'gabled', 'roof:height': '-2', 'roof:angle': '120' })).toMatchObject({
      isTagged: false,
      disbelieved: ['roof:height=-2', 'roof:angle=120'],
    });
  });
});

describe('the direction', () => {
  test.each([
    ['SW', 225],
    ['nnw', 337.5],
    ['90', 90],
    ['135°', 135],
  ])('%s is %d°', (text, degrees) => {
    expect(roof({ 'roof:shape': 'skillion', 'roof:direction': text }).direction).toBe(degrees);
  });

  test('other words are not believed', () => {
    expect(roof({ 'roof:direction': 'street' })).not.toHaveProperty('direction');
    expect(roof({ 'roof:direction': 'street' }).disbelieved).toEqual(['roof:direction=street']);
  });
});
