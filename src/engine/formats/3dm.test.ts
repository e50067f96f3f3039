import type { RhinoModule } from 'rhino3dm';
import loadRhino from 'rhino3dm/rhino3dm.module.min.js';
import { beforeAll, expect, it, vi } from 'vitest';
import { meshSoup, readFile, soupFacts } from '../../testing/read-models.ts';
import { sceneMeshes } from '../../testing/scenes.ts';
import { testScene } from '../../testing/test-scene.ts';
import { write3dm } from './3dm.ts';

let rhino: RhinoModule;
beforeAll(async () => {
  rhino = await loadRhino();
});

const buildings = sceneMeshes().slice(1);
const written = async (options = {}) => readFile(write3dm(testScene(buildings, '3dm', options), 'a')[0]!);

it('Rhino’s library reads back closed meshes of the same volume, on named layers, in the chosen unit', async () => {
  const file = rhino.File3dm.fromByteArray(await written({ unit: 'ft' }));
  expect(file.settings().modelUnitSystem).toBe(rhino.UnitSystem.Feet);
  expect(file.layers().get(0).name).toBe('Buildings');
  const objects = file.objects();
  expect(objects.count).toBe(buildings[0]!.bodies.length);
  for (const [i, body] of buildings[0]!.bodies.entries()) {
    const mesh = objects.get(i).geometry() as InstanceType<typeof rhino.Mesh>;
    expect(mesh.isValid).toBe(true);
    expect(mesh.isClosed).toBe(true);
    const truth = soupFacts(meshSoup(buildings[0]!, body));
    const box = mesh.getBoundingBox(true);
    for (let axis = 0; axis < 3; axis++) {
      expect(box.min[axis]! * 0.3048).toBeCloseTo(truth.min[axis]!, 3);
      expect(box.max[axis]! * 0.3048).toBeCloseTo(truth.max[axis]!, 3);
    }
    expect(mesh.faces().count).toBe(truth.triangles);
    expect(objects.get(i).attributes().getUserString('osm_id')).toBe(body.id.replace(/#.*/, ''));
  }
});

it('has the same bytes at another time', async () => {
  const first = Buffer.from(await written());
  vi.useFakeTimers({ now: new Date('2001-02-03T04:05:06Z'), toFake: ['Date'] });
  const second = Buffer.from(await written());
  vi.useRealTimers();
  expect(first.equals(second)).toBe(true);
});
