import { expect, test } from 'vitest';
import { drawn, rectangleLine } from '../../testing/map-data.ts';
import type { Tags } from '../sources/osm-data.ts';
import { barriers } from './barriers.ts';

async function barrier(tags: Tags, line: readonly number[] = [-10, 0, 10, 0]) {
  const input = await drawn({ tags, line });
  return { found: await barriers(input), oddities: input.oddities };
}

test.each<[Tags, object]>([
  [{ barrier: 'wall' }, { kind: 'wall', height: 2, provenance: 'assumed' }],
  [
    { barrier: 'wall', height: '3.5', width: '60 cm' },
    { kind: 'wall', height: 3.5, width: 0.6, provenance: 'measured' },
  ],
  [{ barrier: 'city_wall' }, { kind: 'wall', height: 6 }],
  [
    { barrier: 'retaining_wall', est_height: '4' },
    { kind: 'wall', height: 4, provenance: 'measured' },
  ],
  [
    { barrier: 'fence', name: 'Zoo' },
    { kind: 'fence', name: 'Zoo' },
  ],
  [{ barrier: 'hedge' }, { kind: 'hedge', width: 0.8 }],
])('%o stands along its line', async (tags, expected) => {
  expect((await barrier(tags)).found).toMatchObject([{ id: 'way/1', ...expected }]);
});

test.each<Tags>([
  { barrier: 'guard_rail' },
  { barrier: 'kerb' },
  { barrier: 'wall', tunnel: 'yes' },
  { barrier: 'wall', building: 'yes' },
  { man_made: 'embankment' },
])('%o does not', async (tags) => {
  expect((await barrier(tags)).found).toEqual([]);
});

test('a hedge drawn as an area stands along its outline', async () => {
  const { found } = await barrier({ barrier: 'hedge', area: 'yes' }, rectangleLine(0, 0, 10, 1));
  expect(found).toMatchObject([{ kind: 'hedge' }]);
  expect(found[0]!.line).toHaveLength(10);
});

test('a height that cannot be is not believed, and told', async () => {
  const { found, oddities } = await barrier({ barrier: 'fence', height: '-3' });
  expect(found).toMatchObject([{ height: 1.5, provenance: 'assumed' }]);
  expect(oddities.repaired).toHaveLength(1);
});
