import { fuser } from '../../src/engine/formats/fuser.ts';
import { createPace } from '../../src/engine/pace.ts';
import { modelScene, sampleModel } from '../../src/testing/sample-model.ts';
import { medianTime, ms, type Ratio } from './measure.ts';

/** Fusing the sample city with all its layers: the time per km² at 1.44 km² against that at 0.36 km². */
export async function fusing(): Promise<Ratio> {
  const small = (await fuseTime(600)) / 0.36;
  const large = (await fuseTime(1200)) / 1.44;
  return {
    what: 'Fusing the sample city, time per km² at 1.44 km² ÷ at 0.36 km²',
    ratio: large / small,
    limit: 1.3,
    detail: `${ms(large)} ÷ ${ms(small)}`,
  };
}

/** Milliseconds for a square with such a side in metres. */
async function fuseTime(side: number): Promise<number> {
  const model = await sampleModel([side, side]);
  const pace = createPace(new AbortController().signal);
  const scene = modelScene(model, 'stl', { fuse: true });
  return medianTime(() => fuser(pace, () => () => {})('stl', scene, model.layers), 3);
}
