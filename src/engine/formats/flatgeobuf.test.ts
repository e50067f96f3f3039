import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature } from 'geojson';
import { expect, it, vi } from 'vitest';
import { readFile } from '../../testing/read-models.ts';
import { modelScene, sampleModel } from '../../testing/sample-model.ts';
import { testScene } from '../../testing/test-scene.ts';
import { writeFlatgeobuf } from './flatgeobuf.ts';
import { writeGeojson } from './geojson.ts';

const at = ({ id, properties }: Feature) => `${properties!.layer} ${properties!.id ?? id}`;

it('FlatGeobuf holds the features of the GeoJSON, at the same places to a millimetre', async () => {
  const model = await sampleModel([400, 400]);
  const scene = modelScene(model, 'geojson', { precision: 9 });
  const [fgb] = await writeFlatgeobuf(scene, 'a');
  const read: Feature[] = [];
  for await (const feature of deserialize(await readFile(fgb!))) read.push(feature as Feature);
  const [geojson] = await writeGeojson(scene, 'a');
  const { features } = JSON.parse(new TextDecoder().decode(await readFile(geojson!))) as { features: Feature[] };
  expect(read).toHaveLength(features.length);
  const byId = new Map(read.map((feature) => [at(feature), feature]));
  expect(byId.size).toBe(features.length);
  for (const [i, feature] of features.entries()) {
    const { id, geometry, properties } = feature;
    const other = byId.get(at(feature))!;
    expect(other.geometry.type).toBe(geometry.type);
    expect(other.properties).toEqual({ ...properties, id });
    const numbers = (value: Feature) =>
      ('coordinates' in value.geometry ? value.geometry.coordinates.flat(4) : []) as number[];
    const [theirs, ours] = [numbers(other), numbers(features[i]!)];
    // GeoJSON leaves out points that rounding makes equal.
    if (theirs.length === ours.length) {
      expect(Math.max(...ours.map((value, k) => Math.abs(value - theirs[k]!)))).toBeLessThan(1e-9);
    }
  }
}, 60_000);

it('its index leads to the features in a box, and to no others', async () => {
  const model = await sampleModel([400, 400]);
  const [file] = await writeFlatgeobuf(modelScene(model, 'flatgeobuf'), 'a');
  const bytes = await readFile(file!);
  const all: Feature[] = [];
  for await (const feature of deserialize(bytes)) all.push(feature as Feature);
  const debug = vi.spyOn(console, 'debug').mockImplementation(() => {});
  for (const [minX, minY, size] of [
    [-0.001, 0.0002, 0.0004],
    [0.0005, -0.0015, 0.001],
    [-1, -1, 2],
    [5, 5, 1],
  ] as const) {
    const rect = { minX, minY, maxX: minX + size, maxY: minY + size };
    const found: Feature[] = [];
    for await (const feature of deserialize(bytes, { rect })) found.push(feature as Feature);
    const meets = all.filter((feature) => {
      const numbers = (feature.geometry as unknown as { coordinates: unknown[] }).coordinates.flat(4) as number[];
      const [xs, ys] = [0, 1].map((axis) => numbers.filter((_, i) => i % 2 === axis)) as [number[], number[]];
      return (
        Math.min(...xs) <= rect.maxX &&
        Math.max(...xs) >= minX &&
        Math.min(...ys) <= rect.maxY &&
        Math.max(...ys) >= minY
      );
    });
    expect(found.map(at).sort()).toEqual(meets.map(at).sort());
  }
  debug.mockRestore();
}, 60_000);

it('has no index where there is nothing', async () => {
  const [file] = await writeFlatgeobuf(testScene([], 'flatgeobuf'), 'a');
  const read: unknown[] = [];
  for await (const feature of deserialize(await readFile(file!))) read.push(feature);
  expect(read).toEqual([]);
});
