import { expect, test } from 'vitest';
import type { Bbox } from '../../geo/bbox.ts';
import { localFrame } from '../../geo/local-frame.ts';
import { sourceContext } from '../../testing/height-sources.ts';
import { describeRealData } from '../../testing/real-data.ts';
import { realData } from '../../testing/real-data-files.ts';
import { distancesAlong, pointAlong } from '../city/bridge-crossings.ts';
import { bridgePiers } from '../city/bridge-piers.ts';
import { bridgeProfiles, MOST_LIFT } from '../city/bridge-profile.ts';
import { bridgeRuns } from '../city/bridge-runs.ts';
import type { Bridge, Course } from '../city/city.ts';
import { createGround } from '../city/ground.ts';
import { createOddities } from '../city/oddities.ts';
import { rampLifts } from '../city/ramp-lifts.ts';
import { createPace } from '../pace.ts';
import { loadPolygonKernel } from '../polygon/polygon-kernel.ts';
import { fileSource } from '../sources/osm/file-source.ts';
import { hgtSource } from '../sources/terrain/hgt-source.ts';
import { bridgesMesh } from './bridges.ts';
import { checkSolids } from './check-solid.ts';

const BBOX: Bbox = [7.41, 43.725, 7.44, 43.75];

describeRealData('Monaco', () => {
  test('its bridges are closed solids apart from one another, with ramps of believable height', async () => {
    const context = sourceContext();
    const frame = localFrame(BBOX);
    const file = 'terrain/srtm/N43E007.hgt.zip';
    const { grid } = await hgtSource([{ name: file, bytes: realData(file) }]).load(BBOX, context);
    const { data } = await fileSource(realData('osm/monaco-2023.osm.pbf'), 'monaco').load(BBOX, context);
    const { heightAt } = createGround(grid, frame);
    const courses: Course[] = [];
    const bridges: Bridge[] = [];
    for (const { id, tags, coords } of data.ways.values()) {
      if (!(tags.highway || tags.railway) || tags.tunnel || tags.area || coords.length < 4) continue;
      const line = new Float64Array(coords.length);
      for (let i = 0; i < coords.length; i += 2) line.set(frame.toLocal(coords[i]!, coords[i + 1]!), i);
      const isPath = /^(footway|path|steps|pedestrian)$/.test(tags.highway ?? '');
      const course: Course = {
        id: `way/${id}`,
        tags,
        line,
        cover: tags.highway === 'steps' ? 'steps' : tags.railway ? 'ballast' : isPath ? 'footway' : 'carriageway',
        width: isPath ? 2 : 7,
        widthProvenance: 'assumed',
      };
      if (tags.bridge && tags.bridge !== 'no') bridges.push({ ...course, level: Math.max(1, Number(tags.layer) || 1) });
      else courses.push(course);
    }
    const { profiles, lifts } = bridgeProfiles(bridges, courses, heightAt);
    const ramps = rampLifts(courses, lifts);
    const runs = bridgeRuns(bridges, profiles);
    const { rect } = frame;
    const piers = bridgePiers({ runs, courses, areas: [], heightAt, rect });
    const kernel = await loadPolygonKernel();
    const oddities = createOddities();
    const pace = createPace(context.signal);
    const mesh = await bridgesMesh({ runs, piers, surface: { heightAt }, rect, kernel, oddities, pace });
    expect(bridges.length).toBeGreaterThan(30);
    expect(oddities.skipped).toEqual([]);
    for (const { lift } of lifts) expect(lift).toBeLessThanOrEqual(MOST_LIFT);
    for (const { x, y, lift } of lifts) {
      const course = courses.findIndex(({ line }) => line[0] === x && line[1] === y);
      if (course >= 0) expect(ramps.liftAt(course, 0)).toBeGreaterThanOrEqual(lift);
    }
    for (const { line, length, zAt } of runs) {
      const above = zAt(length / 2) - heightAt(...pointAlong(line, distancesAlong(line), length / 2));
      expect(above).toBeGreaterThan(0.09);
      expect(above).toBeLessThan(20);
    }
    const range = { positions: mesh.positions, triangles: mesh.triangles, first: 0, count: mesh.surfaces.length };
    expect(checkSolids([range])).toMatchObject({ closed: true, oriented: true });
  });
});
