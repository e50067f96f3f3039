import { gzipSync } from 'node:zlib';
import { CityclipPage } from '../cityclip-page.ts';
import { offline } from '../services.ts';
import { withBuiltPage } from './built-page.ts';
import { ms, type Ratio } from './measure.ts';

/** Kilobytes of compressed script that the page and its workers may load before its map shows. */
const SCRIPT_LIMIT = 450;
/** Milliseconds after which a box can be drawn, on two cores that draw the map without a graphics card. */
const TIME_LIMIT = 6000;
const RUNS = 3;

/** How much script a first visit loads, and how long it takes until the map can be used. */
export async function firstVisit(): Promise<Ratio[]> {
  const visits: Visit[] = [];
  for (let run = 0; run < RUNS; run++) visits.push(await visit());
  const { scripts } = visits[0]!;
  const times = visits.map(({ time }) => time);
  return [
    {
      what: `Compressed script of the page before its map shows ÷ ${SCRIPT_LIMIT} kB`,
      ratio: scripts / SCRIPT_LIMIT,
      limit: 1,
      detail: `${scripts.toFixed(0)} kB, workers included`,
    },
    {
      what: `First visit until a box can be drawn ÷ ${ms(TIME_LIMIT)}`,
      ratio: Math.min(...times) / TIME_LIMIT,
      limit: 1,
      detail: `${times.map(ms).join(', ')}; the least counts`,
    },
  ];
}

interface Visit {
  /** Kilobytes of compressed script, of workers too. */
  readonly scripts: number;
  /** Milliseconds. */
  readonly time: number;
}

function visit(): Promise<Visit> {
  return withBuiltPage(async (context) => {
    await offline(context);
    const page = await context.newPage();
    // The browser's own start is not the page's.
    await page.goto('/config.json');
    const scripts: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      scripts.push(response.body().then((body) => gzipSync(body).length / 1000));
    });
    const city = new CityclipPage(page);
    const start = performance.now();
    await city.open();
    await city.map.waitFor();
    const loaded = await Promise.all(scripts);
    await page.getByRole('button', { name: 'Draw box' }).click();
    await city.toolReady('rectangle');
    return { scripts: loaded.reduce((total, size) => total + size, 0), time: performance.now() - start };
  });
}
