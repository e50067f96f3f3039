import { expect, test } from 'vitest';
import { LAYER_IDS } from '../../contract/layers.ts';
import { drawn, rectangleLine } from '../../testing/map-data.ts';
import type { Tags } from '../sources/osm-data.ts';
import { groundFeatures } from './ground-features.ts';

async function bridge(tags: Tags, line: readonly number[] = [-50, 0, 50, 0]) {
  const input = await drawn({ tags, line });
  return { ...(await groundFeatures(input, LAYER_IDS)), oddities: input.oddities };
}

test.each<[Tags, object]>([
  [
    { highway: 'primary', bridge: 'yes', lanes: '2' },
    { cover: 'carriageway', level: 1, width: 7 },
  ],
  [{ highway: 'primary', bridge: 'viaduct', layer: '3' }, { level: 3 }],
  [{ highway: 'primary', bridge: 'yes', layer: '-1' }, { level: 1 }],
  [
    { highway: 'footway', bridge: 'covered', name: 'Skyway' },
    { cover: 'footway', name: 'Skyway' },
  ],
  [
    { railway: 'rail', bridge: 'yes', gauge: '1435' },
    { cover: 'ballast', widthProvenance: 'measured' },
  ],
  [
    { waterway: 'canal', bridge: 'aqueduct' },
    { cover: 'water', width: 8 },
  ],
])('%o is a bridge and nothing on the ground', async (tags, expected) => {
  const { bridges, courses, areas, oddities } = await bridge(tags);
  expect(bridges).toMatchObject([{ id: 'way/1', ...expected }]);
  expect([...courses, ...areas]).toEqual([]);
  expect(oddities.repaired).toEqual([]);
});

test.each<[Tags, number]>([
  [{ highway: 'primary', bridge: 'no' }, 1],
  [{ highway: 'track', bridge: 'low_water_crossing' }, 1],
  [{ highway: 'path', bridge: 'boardwalk' }, 1],
  [{ highway: 'primary', bridge: 'yes', tunnel: 'yes' }, 0],
  [{ highway: 'proposed', bridge: 'yes' }, 0],
  [{ man_made: 'bridge' }, 0],
])('%o is none', async (tags, onGround) => {
  const { bridges, courses, oddities } = await bridge(tags);
  expect(bridges).toEqual([]);
  expect(courses).toHaveLength(onGround);
  expect(oddities.skipped).toEqual([]);
});

test('a bridge is kept whole where it leaves the box; one outside is left out', async () => {
  const { bridges } = await bridge({ highway: 'primary', bridge: 'yes' }, [0, 0, 900, 0]);
  expect(bridges[0]!.line[2]).toBeCloseTo(900, 0);
  expect((await bridge({ highway: 'primary', bridge: 'yes' }, [300, 0, 900, 0])).bridges).toEqual([]);
});

test('a bridge drawn as an area, and a layer that cannot be, are told', async () => {
  const tags = { highway: 'pedestrian', area: 'yes', bridge: 'yes' };
  const area = await bridge(tags, rectangleLine(0, 0, 10, 10));
  expect(area.bridges).toEqual([]);
  expect(area.areas).toEqual([]);
  expect(area.oddities.skipped).toHaveLength(1);
  const high = await bridge({ highway: 'primary', bridge: 'yes', layer: '99' });
  expect(high.bridges).toMatchObject([{ level: 1 }]);
  expect(high.oddities.repaired).toHaveLength(1);
});
