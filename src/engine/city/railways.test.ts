import { describe, expect, test } from 'vitest';
import { drawn } from '../../testing/map-data.ts';
import type { Tags } from '../sources/osm-data.ts';
import { railways } from './railways.ts';

async function railway(tags: Tags) {
  const input = await drawn({ tags, line: [-50, 0, 50, 0] });
  return { courses: await railways(input), oddities: input.oddities };
}

describe('a railway', () => {
  test.each<[Tags, number, string]>([
    [{ railway: 'rail' }, 3.535, 'assumed'],
    [{ railway: 'rail', gauge: '1520' }, 3.62, 'measured'],
    [{ railway: 'rail', gauge: '1000;1435' }, 3.535, 'measured'],
    [{ railway: 'rail', gauge: '1435 mm' }, 3.535, 'measured'],
    [{ railway: 'rail', tracks: '2' }, 7.535, 'lanes'],
    [{ railway: 'narrow_gauge' }, 3.1, 'assumed'],
    [{ railway: 'disused' }, 3.535, 'assumed'],
    [{ railway: 'tram', gauge: '1435' }, 2.435, 'measured'],
  ])('%o is a strip of ballast of its width', async (tags, width, widthProvenance) => {
    const { courses, oddities } = await railway(tags);
    expect(courses).toMatchObject([{ cover: 'ballast', widthProvenance }]);
    expect(courses[0]!.width).toBeCloseTo(width, 9);
    expect(oddities.repaired).toEqual([]);
  });

  test.each<Tags>([{ gauge: '-5' }, { gauge: 'standard' }, { gauge: '99999' }, { tracks: '1000' }])(
    '%o is not believed, and told',
    async (tags) => {
      const { courses, oddities } = await railway({ railway: 'rail', ...tags });
      expect(courses[0]!.width).toBeCloseTo(3.535, 9);
      expect(oddities.repaired).toHaveLength(1);
    },
  );

  test.each<Tags>([
    { railway: 'abandoned' },
    { railway: 'razed' },
    { railway: 'construction' },
    { railway: 'proposed' },
    { railway: 'platform' },
    { railway: 'rail', tunnel: 'yes' },
    { railway: 'subway', layer: '-2' },
    { railway: 'rail', bridge: 'viaduct' },
  ])('%o is none on the ground', async (tags) => {
    const { courses, oddities } = await railway(tags);
    expect(courses).toEqual([]);
    expect(oddities.skipped).toEqual([]);
  });

  test('a subway in a cutting lies there; a monorail does not, and that is told', async () => {
    expect((await railway({ railway: 'subway', layer: '-1', cutting: 'yes' })).courses).toHaveLength(1);
    const { courses, oddities } = await railway({ railway: 'monorail' });
    expect(courses).toEqual([]);
    expect(oddities.skipped).toHaveLength(1);
  });
});
