import { expect, test } from 'vitest';
import type { Bbox } from '../../geo/bbox.ts';
import { localFrame } from '../../geo/local-frame.ts';
import { sourceContext } from '../../testing/height-sources.ts';
import { describeRealData } from '../../testing/real-data.ts';
import { realData } from '../../testing/real-data-files.ts';
import { createPace } from '../pace.ts';
import { insideIndex } from '../polygon/inside-index.ts';
import { loadPolygonKernel } from '../polygon/polygon-kernel.ts';
import { fileSource } from '../sources/osm/file-source.ts';
import { createOddities } from './oddities.ts';
import { osmAreas } from './osm-areas.ts';
import { trees } from './trees.ts';

const BBOX: Bbox = [7.41, 43.725, 7.44, 43.75];

describeRealData('Monaco', () => {
  test('its trees and woods stand outside of buildings, each once', async () => {
    const context = sourceContext();
    const frame = localFrame(BBOX);
    const { data } = await fileSource(realData('osm/monaco-2023.osm.pbf'), 'monaco').load(BBOX, context);
    const kernel = await loadPolygonKernel();
    const oddities = createOddities();
    const polygonsOf = (rings: readonly Float64Array[]) =>
      kernel.cover(
        rings.map((ring) => {
          const local = new Float64Array(ring.length);
          for (let i = 0; i < ring.length; i += 2) local.set(frame.toLocal(ring[i]!, ring[i + 1]!), i);
          return local;
        }),
      );
    const footprints = osmAreas(data, ({ building }) => building !== undefined, createOddities()).flatMap(
      ({ outers }) => polygonsOf(outers),
    );
    const areas = osmAreas(data, (tags) => tags.natural === 'wood' || tags.landuse === 'forest', createOddities()).map(
      ({ id, tags, outers }) => ({ id, tags, cover: 'wood' as const, polygons: polygonsOf(outers) }),
    );
    const woods = insideIndex(areas.flatMap(({ polygons }) => polygons));
    const planted = await trees({
      data,
      areas,
      frame,
      surface: { coverAt: (x, y) => (woods.contains(x, y) ? 'wood' : 'ground'), heightAt: () => 0 },
      decks: [],
      footprints,
      edge: 'whole',
      kernel,
      oddities,
      pace: createPace(context.signal),
    });
    const mapped = planted.filter(({ id }) => id.startsWith('node/'));
    expect(mapped.length).toBeGreaterThan(400);
    expect(planted.length).toBeGreaterThan(mapped.length + 500);
    expect(new Set(planted.map(({ id }) => id)).size).toBe(planted.length);
    const buildings = insideIndex(footprints);
    expect(planted.filter(({ x, y }) => buildings.contains(x, y))).toEqual([]);
    expect(oddities.skipped.length).toBeLessThan(60);
    expect(oddities.repaired).toEqual([]);
  });
});
