import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseColour, taggedColours } from './colours.ts';
import { CSS_COLOURS } from './css-colours.ts';

describe('a colour', () => {
  test.each([
    ['#B03020', [176, 48, 32]],
    ['#b32', [187, 51, 34]],
    ['bfbab8', [191, 186, 184]],
    ['Red', [255, 0, 0]],
    ['light_green', [144, 238, 144]],
    ['dark slate grey', [47, 79, 79]],
    ['darkslategray', [47, 79, 79]],
    ['rebeccapurple', [102, 51, 153]],
    ['white;red', [255, 255, 255]],
  ])('%s is %j', (text, rgb) => {
    expect(parseColour(text)).toEqual(rgb);
  });

  test.each(['', 'colourful', '#12', '#12345', 'b32', 'constructor', '#gggggg'])('%j is none', (text) => {
    expect(parseColour(text)).toBeUndefined();
  });

  test('has all 148 names of CSS, seven of them in two spellings', () => {
    expect(Object.keys(CSS_COLOURS)).toHaveLength(148 - 7);
    expect(Object.values(CSS_COLOURS).every((digits) => /^[\da-f]{6}$/.test(digits))).toBe(true);
  });

  test('whatever the text is three bytes or none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const colour = parseColour(text);
        expect(colour === undefined || colour.every((value) => value >= 0 && value <= 255)).toBe(true);
      }),
    );
  });
});

describe('the colours of a building', () => {
  test('are those of walls and roof, in any spelling', () => {
    const wall = [255, 0, 0];
    const roof = [0, 0, 255];
    const expected = { colours: { wall, roof }, unknown: [] };
    expect(taggedColours({ 'building:colour': 'red', 'roof:colour': 'blue' })).toEqual(expected);
    expect(taggedColours({ 'building:color': 'red', 'roof:color': 'blue' })).toEqual(expected);
    expect(taggedColours({ 'building:facade:colour': 'red', 'building:roof:colour': 'blue' })).toEqual(expected);
    expect(taggedColours({ colour: 'red' }).colours).toEqual({ wall });
  });

  test('are those of their materials where no colour is tagged', () => {
    expect(taggedColours({ 'building:material': 'brick', 'roof:material': 'copper' }).colours).toEqual({
      wall: [189, 129, 97],
      roof: [108, 160, 140],
    });
    expect(taggedColours({ 'building:material': 'brick', 'building:colour': 'white' }).colours.wall).toEqual([
      255, 255, 255,
    ]);
  });

  test('that are unknown are told, and the next key counts', () => {
    expect(taggedColours({ 'building:colour': 'nice', 'building:material': 'brick', 'roof:material': 'love' })).toEqual(
      {
        colours: { wall: [189, 129, 97] },
        unknown: ['building:colour=nice', 'roof:material=love'],
      },
    );
  });
});
