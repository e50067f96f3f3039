import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature } from 'geojson';
import { expect, it } from 'vitest';
import { readFile } from '../../testing/read-models.ts';
import { modelScene, sampleModel } from '../../testing/sample-model.ts';
import { writeFlatgeobuf } from './flatgeobuf.ts';
import { writeGeojson } from './geojson.ts';

it('FlatGeobuf holds the features of the GeoJSON, at the same places to a millimetre', async () => {
  const model = await sampleModel([400, 400]);
  const scene = modelScene(model, 'geojson', { precision: 9 });
  const [fgb] = await writeFlatgeobuf(scene, 'a');
  const read: Feature[] = [];
  for await (const feature of deserialize(await readFile(fgb!))) read.push(feature as Feature);
  const [geojson] = await writeGeojson(scene, 'a');
  const { features } = JSON.parse(new TextDecoder().decode(await readFile(geojson!))) as { features: Feature[] };
  expect(read).toHaveLength(features.length);
  for (const [i, { id, geometry, properties }] of features.entries()) {
    const other = read[i]!;
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
