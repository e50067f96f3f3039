import { rawZip } from '../../src/archive/test-zips.ts';
import { type FakeLoader, startFakeLoader } from '../../src/testing/fake-3dcityloader.ts';
import { CityclipPage } from '../cityclip-page.ts';
import { TOKEN } from '../model-view.ts';
import { RemoteUser } from '../remote-settings.ts';
import { offline } from '../services.ts';
import { withBuiltPage } from './built-page.ts';
import { longestTaskRatio, longestTaskWhile, type Task } from './longest-task.ts';
import type { Ratio } from './measure.ts';

const MEGABYTES = 200;

/** The longest task of the page's main thread while a large ZIP is downloaded from a service, kept and listed. */
export async function downloadTask(): Promise<Ratio> {
  const tokens = { [TOKEN]: ['export.create', 'export.read'] } as const;
  const zip = rawZip([{ name: 'noise.stl', data: noise(MEGABYTES * 1e6) }]);
  const loader = await startFakeLoader({ tokens, polls: 1, zip });
  try {
    return await longestTaskRatio(`${MEGABYTES} MB are downloaded and listed`, () => longestOfOneDownload(loader));
  } finally {
    await loader.close();
  }
}

function longestOfOneDownload({ endpoint }: FakeLoader): Promise<Task> {
  return withBuiltPage(async (context) => {
    await offline(context);
    const city = new CityclipPage(await context.newPage());
    await city.open();
    await city.typeBox([6.9539, 50.9407, 6.9592, 50.9439]);
    const remote = new RemoteUser(city);
    await remote.enter({ endpoint, token: TOKEN });
    await remote.save();
    await remote.export();
    await city.waitUntilDone();
    return longestTaskWhile(city.page, () => city.openZip(120_000));
  });
}

/** Bytes that nothing makes smaller. */
function noise(length: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let at = 0, state = 1; at < words.length; at++) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    words[at] = state;
  }
  return new Uint8Array(words.buffer, 0, length);
}
