import { describe, expect, test } from 'vitest';
import { NO_TAGS, OsmBuilder } from './osm-builder.ts';

const { NaN: GAP } = Number;
const building = { building: 'yes' };

function built(fill: (builder: OsmBuilder) => void) {
  const builder = new OsmBuilder();
  fill(builder);
  const { data, notes } = builder.build();
  return { ...data, notes, coords: (id: number) => [...data.ways.get(id)!.coords] };
}

describe('joining', () => {
  test('ways find nodes that come after them', () => {
    const result = built((builder) => {
      builder.addWay(1, building, [11, 12]);
      builder.addNode(11, 1, 2, NO_TAGS);
      builder.addNode(12, 3, 4, NO_TAGS);
    });
    expect(result.coords(1)).toEqual([1, 2, 3, 4]);
    expect(result.nodes).toEqual([]);
    expect(result.notes).toEqual([]);
  });

  test('unknown nodes leave the rest of the way and a note', () => {
    const result = built((builder) => {
      builder.addNode(11, 1, 2, NO_TAGS);
      builder.addNode(13, 5, 6, NO_TAGS);
      builder.addWay(1, building, [11, 12, 13, 14]);
      builder.addWay(2, building, [12]);
    });
    expect(result.coords(1)).toEqual([1, 2, 5, 6]);
    expect([...result.ways.keys()]).toEqual([1]);
    expect(result.notes).toEqual([
      { note: expect.stringContaining('their nodes are not in the data'), count: 3 },
      { note: expect.stringContaining('without any position'), count: 1 },
    ]);
  });

  test('cropped points are filled from nodes where those are known', () => {
    const result = built((builder) => {
      builder.addNode(12, 3, 4, NO_TAGS);
      builder.addWay(1, building, [11, 12, 13], [1, 2, GAP, GAP, GAP, GAP]);
    });
    expect(result.coords(1)).toEqual([1, 2, 3, 4]);
    expect(result.notes).toEqual([{ note: expect.stringContaining('cropped'), count: 1 }]);
  });
});

describe('an element that comes again', () => {
  test('a bare node does not take the tags away', () => {
    const { nodes, notes } = built((builder) => {
      builder.addNode(1, 1, 2, { natural: 'tree' });
      builder.addNode(1, 1, 2, NO_TAGS);
    });
    expect(nodes).toEqual([{ id: 1, tags: { natural: 'tree' }, lon: 1, lat: 2 }]);
    expect(notes).toEqual([]);
  });

  test('a complete way is not replaced by a cropped one, in either order', () => {
    const whole = [1, 2, 3, 4, 5, 6];
    const cropped = [1, 2, GAP, GAP, 5, 6];
    for (const [first, second] of [
      [whole, cropped],
      [cropped, whole],
    ]) {
      const result = built((builder) => {
        builder.addWay(1, building, undefined, first!);
        builder.addWay(1, NO_TAGS, undefined, second!);
      });
      expect(result.coords(1)).toEqual(whole);
      expect(result.ways.get(1)?.tags).toEqual(building);
    }
  });

  test('two full versions give the later one and a note', () => {
    const { relations, ways, notes } = built((builder) => {
      builder.addNode(1, 1, 1, NO_TAGS);
      builder.addWay(5, { building: 'no' }, [1]);
      builder.addWay(5, building, [1]);
      builder.addRelation(9, { type: 'x' }, []);
      builder.addRelation(9, { type: 'building' }, []);
    });
    expect(ways.get(5)?.tags).toEqual(building);
    expect(relations.map(({ tags }) => tags.type)).toEqual(['building']);
    expect(notes).toEqual([{ note: expect.stringContaining('more than once'), count: 2 }]);
  });
});

test('elements without a usable id or position are left out and counted', () => {
  const { nodes, ways, relations, notes } = built((builder) => {
    builder.addNode(1, 181, 0, building);
    builder.addNode(2, 0, GAP, building);
    builder.addNode(GAP, 0, 0, building);
    builder.addWay(1.5, building, [1]);
    builder.addRelation(Number.POSITIVE_INFINITY, building, []);
  });
  expect(nodes.length + ways.size + relations.length).toBe(0);
  expect(notes).toEqual([{ note: expect.stringContaining('without a valid id or position'), count: 5 }]);
});
