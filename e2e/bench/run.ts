import { archiveTask } from './archive.ts';
import { downloadTask } from './download.ts';
import { linearity, MONACO_MODELS, monacoRatio } from './engine.ts';
import { firstVisit } from './first-visit.ts';
import { fusing } from './fusing.ts';
import { load } from './load.ts';
import { longestTask } from './page.ts';
import { previewTask } from './preview.ts';
import { textFormats } from './text-formats.ts';
import { writers } from './writers.ts';

// First, in a process that has compiled nothing else yet, as an export's worker.
const texts = await textFormats();
const monaco: Awaited<ReturnType<typeof monacoRatio>>[] = [];
for (const model of MONACO_MODELS) monaco.push(await monacoRatio(model));
const results = [
  ...monaco,
  await linearity(),
  await fusing(),
  ...(await writers()),
  ...texts,
  ...(await firstVisit()),
  await longestTask(),
  await downloadTask(),
  await previewTask(),
  await archiveTask(),
  ...(await load()),
];

let over = 0;
for (const result of results) {
  if (!result) {
    console.log('skipped: no real data (CITYCLIP_REAL_DATA)');
    continue;
  }
  const { what, ratio, limit, detail } = result;
  if (ratio > limit) over++;
  console.log(`${ratio <= limit ? 'ok  ' : 'OVER'} ${ratio.toFixed(2)} (limit ${limit})  ${what}: ${detail}`);
}
process.exitCode = over > 0 ? 1 : 0;
