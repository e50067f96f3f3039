import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { rawZip } from '../../src/archive/test-zips.ts';
import { CityclipPage } from '../cityclip-page.ts';
import { offline } from '../services.ts';
import { withBuiltPage } from './built-page.ts';
import { longestTaskRatio, longestTaskWhile, type Task } from './longest-task.ts';
import type { Ratio } from './measure.ts';

const ENTRIES = 100_000;

/** The longest task of the page's main thread while a ZIP of 100,000 files is opened and a folder of it unfolded. */
export async function archiveTask(): Promise<Ratio> {
  const folder = mkdtempSync(join(tmpdir(), 'cityclip-bench-zip-'));
  const path = join(folder, 'many.zip');
  const many = Array.from({ length: ENTRIES }, (_, i) => ({ name: `folder ${i % 9}/file ${i}` }));
  writeFileSync(path, rawZip(many, { zip64: true }));
  try {
    return await longestTaskRatio(`a ZIP of ${ENTRIES} files is opened`, () => longestOfOneOpening(path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The browser reads the file itself: handing over its bytes would block the page. */
function longestOfOneOpening(path: string): Promise<Task> {
  return withBuiltPage(async (context) => {
    await offline(context);
    const city = new CityclipPage(await context.newPage());
    await city.open();
    await city.page.waitForTimeout(4000);
    return longestTaskWhile(city.page, async () => {
      await city.page.getByLabel('ZIP file to look into').setInputFiles(path);
      await expect(city.page.getByText('100,000 files, 0 B unpacked')).toBeVisible({ timeout: 60_000 });
      await city.page.getByRole('button', { name: 'folder 3' }).click();
      await expect(city.page.getByText('file 3', { exact: true })).toBeVisible();
    });
  });
}
