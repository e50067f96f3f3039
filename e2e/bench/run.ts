import { archiveTask } from './archive.ts';
import { downloadTask } from './download.ts';
import { linearity, MONACO_MODELS, monacoRatio } from './engine.ts';
import { firstVisit } from './first-visit.ts';
import { fusing } from './fusing.ts';
import { load } from './load.ts';
import type { Ratio } from './measure.ts';
import { longestTask } from './page.ts';
import { previewTask } from './preview.ts';
import { textRatios, textSpeeds } from './text-formats.ts';
import { writers } from './writers.ts';

const texts = [await textSpeeds()];
const engine: (Ratio | undefined)[] = [];
for (const model of MONACO_MODELS) engine.push(await monacoRatio(model));
engine.push(await linearity(), await fusing(), ...(await writers()));
texts.push(await textSpeeds());
const page = [...(await firstVisit()), await longestTask(), await downloadTask(), await previewTask()];
page.push(await archiveTask(), ...(await load()));
texts.push(await textSpeeds());
const results = [...engine, ...textRatios(texts), ...page];

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
