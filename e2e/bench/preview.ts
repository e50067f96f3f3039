import { expect } from '@playwright/test';
import { startFakeLoader } from '../../src/testing/fake-3dcityloader.ts';
import { hillsMesh } from '../../src/testing/scenes.ts';
import { writtenFiles } from '../../src/testing/written-files.ts';
import { CityclipPage } from '../cityclip-page.ts';
import { ModelView, TOKEN, zipOf } from '../model-view.ts';
import { withBuiltPage } from './built-page.ts';
import type { Ratio } from './measure.ts';

/** Milliseconds that a task of the page's main thread may take while a model is shown. */
const LIMIT = 50;
/** Squares per side of a ground of a million triangles. */
const CELLS = 500;

/** The longest task of the page's main thread while a million triangles are unpacked, read, drawn, turned, cut and clicked. The download is not part of it. */
export async function previewTask(): Promise<Ratio> {
  const zip = await zipOf(Object.fromEntries(await writtenFiles('stl', [hillsMesh(CELLS)], 'million')));
  const tokens = { [TOKEN]: ['export.create', 'export.read', 'export.pay'] } as const;
  const loader = await startFakeLoader({ tokens, chargeable: true, polls: 1, zip });
  try {
    return await withBuiltPage(async (context) => {
      const city = new CityclipPage(await context.newPage());
      const view = new ModelView(city);
      await view.open(loader);
      await city.watchLongTasks();
      const start = performance.now();
      const { shown } = await view.atRest();
      const seconds = (performance.now() - start) / 1000;
      await useAll(view);
      const longest = await city.longestTask();
      return {
        what: `Longest task of the main thread while a million triangles are shown and used ÷ ${LIMIT} ms`,
        ratio: shown > 0 ? longest / LIMIT : Number.POSITIVE_INFINITY,
        limit: 1,
        detail: `${longest > 0 ? `${longest.toFixed(0)} ms` : `none above ${LIMIT} ms`}; at rest after ${seconds.toFixed(1)} s`,
      };
    });
  } finally {
    await loader.close();
  }
}

async function useAll(view: ModelView): Promise<void> {
  await view.surface.focus();
  for (const key of ['ArrowLeft', 'ArrowUp', '+', 'Shift+ArrowLeft', 't', 'Enter']) await view.surface.press(key);
  await expect(view.section.getByRole('region', { name: 'Chosen object' })).toBeVisible({ timeout: 60_000 });
  await view.section.getByText('Height', { exact: true }).click();
  await view.section.getByRole('slider', { name: 'Cut at' }).fill('60');
  await view.tool('Wireframe').click();
  await view.atRest();
}
