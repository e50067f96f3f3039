import { expect } from '@playwright/test';
import { type FakeLoader, startFakeLoader } from '../../src/testing/fake-3dcityloader.ts';
import { hillsMesh } from '../../src/testing/scenes.ts';
import { writtenFiles } from '../../src/testing/written-files.ts';
import { CityclipPage } from '../cityclip-page.ts';
import { ModelView, TOKEN, zipOf } from '../model-view.ts';
import { withBuiltPage } from './built-page.ts';
import { longestTaskRatio, longestTaskWhile, type Task } from './longest-task.ts';
import type { Ratio } from './measure.ts';

/** Squares per side of a ground of a million triangles. */
const CELLS = 500;

/** The longest task of the page's main thread while a million triangles are unpacked, read, drawn, turned, cut and clicked. The download is not part of it. */
export async function previewTask(): Promise<Ratio> {
  const zip = await zipOf(Object.fromEntries(await writtenFiles('stl', [hillsMesh(CELLS)], 'million')));
  const tokens = { [TOKEN]: ['export.create', 'export.read', 'export.pay'] } as const;
  const loader = await startFakeLoader({ tokens, chargeable: true, polls: 1, zip });
  try {
    return await longestTaskRatio('a million triangles are shown and used', () => longestOfOneView(loader));
  } finally {
    await loader.close();
  }
}

function longestOfOneView(loader: FakeLoader): Promise<Task> {
  return withBuiltPage(async (context) => {
    const city = new CityclipPage(await context.newPage());
    const view = new ModelView(city);
    await view.open(loader);
    return longestTaskWhile(city.page, async () => {
      const { shown } = await view.atRest();
      if (shown === 0) throw new Error('The view is empty.');
      await useAll(view);
    });
  });
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
