import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Bbox, LonLat, SizeMetres } from '../src/geo/bbox.ts';
import type { PickedFile } from './archive-files.ts';

/** A place on the map as shares of its width and height, from its top left corner. */
export type MapPlace = readonly [x: number, y: number];

/** Saved by the browser. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The page in a user's words: every step goes through what a user sees, its roles and labels. */
export class CityclipPage {
  readonly page: Page;
  readonly map: Locator;
  /** The exports of the session. */
  readonly exports: Locator;
  /** The opened ZIP. */
  readonly zip: Locator;

  constructor(page: Page) {
    this.page = page;
    this.map = page.getByRole('region', { name: 'Map' });
    this.exports = page.getByRole('region', { name: 'Exports' });
    this.zip = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Save ZIP' }) });
  }

  /** Files are saved as downloads: the browser's own dialog for saving is beyond the reach of tests. */
  async open(): Promise<void> {
    await this.page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    await this.page.goto('/');
    await expect(this.page.getByRole('heading', { name: 'Cityclip' })).toBeVisible();
  }

  /** Drags a box over the map with the mouse, in small steps like a hand. */
  async drawBox(from: MapPlace, to: MapPlace): Promise<void> {
    await this.page.getByRole('button', { name: 'Draw box' }).click();
    await this.toolReady('rectangle');
    const [start, end] = [await this.placeOnScreen(from), await this.placeOnScreen(to)];
    const { mouse } = this.page;
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(start.x + 2, start.y + 2, { steps: 2 });
    await mouse.move(end.x, end.y, { steps: 12 });
    await mouse.up();
  }

  /** Puts the center of the box where the mouse clicks. */
  async dropCenter(place: MapPlace): Promise<void> {
    await this.page.getByRole('button', { name: 'Drop center' }).click();
    await this.toolReady('center');
    const { x, y } = await this.placeOnScreen(place);
    await this.page.mouse.click(x, y);
  }

  /** Width and height of a stretch of the map on the screen, in pixels. */
  async pixels(from: MapPlace, to: MapPlace): Promise<readonly [number, number]> {
    const [start, end] = [await this.placeOnScreen(from), await this.placeOnScreen(to)];
    return [end.x - start.x, end.y - start.y];
  }

  async typeBox(bbox: Bbox): Promise<void> {
    await this.typeCoordinates(bbox.join(', '));
  }

  async typeCenter(center: LonLat, [width, height]: SizeMetres): Promise<void> {
    await this.typeCoordinates(center.join(', '));
    await this.field('Width').fill(String(width));
    await this.field('Height').fill(String(height));
    await this.field('Height').press('Enter');
  }

  async typeAddress(address: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Address or place' }).focus();
    await this.page.keyboard.type(address, { delay: 10 });
  }

  /** Types an address and takes the first place found, without touching the mouse. */
  async searchByKeyboard(address: string): Promise<void> {
    await this.typeAddress(address);
    await expect(this.page.getByRole('option').first()).toBeVisible();
    await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
  }

  /** The box as the page shows it. */
  async box(): Promise<Bbox> {
    const text = await this.field('Coordinates').inputValue();
    const [west, south, east, north] = text.split(',').map(Number);
    return [west!, south!, east!, north!];
  }

  async chooseData(name: 'OpenStreetMap (live)' | 'Sample city (fictional)'): Promise<void> {
    await this.page.getByRole('radio', { name, exact: true }).check({ force: true });
  }

  async chooseFormat(name: string): Promise<void> {
    await this.page.getByRole('radio', { name, exact: true }).check({ force: true });
  }

  /** Chooses exactly these layers. */
  async chooseLayers(names: readonly string[]): Promise<void> {
    const layers = this.page.getByRole('group', { name: 'Layers' }).getByRole('checkbox');
    for (const layer of await layers.all()) await layer.setChecked(false);
    for (const name of names) await this.page.getByRole('checkbox', { name, exact: true }).check();
  }

  /** Chooses one of the options that are folded away. */
  async chooseOption(label: string, choice: string): Promise<void> {
    const option = this.page.getByRole('combobox', { name: label });
    if (!(await option.isVisible())) await this.page.getByText('Options', { exact: true }).click();
    await option.selectOption({ label: choice });
  }

  /** Starts an export. */
  async export(): Promise<void> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(this.newestExport).toBeVisible();
  }

  /** The card of the export that was started last. */
  get newestExport(): Locator {
    return this.exports.getByRole('article').first();
  }

  /** Waits until the map has flown to the box and shows two like pictures in a row. */
  async mapAtRest(): Promise<void> {
    let before: Buffer | undefined;
    await expect
      .poll(
        async () => {
          const last = before;
          before = await this.map.screenshot();
          return last?.equals(before) ?? false;
        },
        { timeout: 30_000 },
      )
      .toBe(true);
  }

  /** From now on, keeps the durations of everything that blocks the page for more than 50 ms. */
  async watchLongTasks(): Promise<void> {
    await this.page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
  }

  /** The longest blocking since {@link watchLongTasks}, in milliseconds; 0 where nothing took more than 50. */
  async longestTask(): Promise<number> {
    return this.page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks));
  }

  async waitUntilDone(timeout = 45_000): Promise<void> {
    await expect(this.newestExport.getByRole('status')).toHaveText(/Ready|Failed|Stopped/, { timeout });
    await expect(this.newestExport.getByRole('status')).toHaveText(/Ready/);
  }

  /** The message of the newest export that failed. */
  async waitForFailure(timeout = 15_000): Promise<Locator> {
    const message = this.newestExport.getByRole('alert');
    await expect(message).toBeVisible({ timeout });
    return message;
  }

  async openZip(timeout = 15_000): Promise<void> {
    await this.newestExport.getByRole('button', { name: 'Open ZIP' }).click();
    await expect(this.zip.getByRole('table', { name: 'Files in the ZIP' })).toBeVisible({ timeout });
  }

  /** Names of the files in the opened ZIP. */
  async entryNames(): Promise<string[]> {
    return this.zip.getByRole('rowheader').allTextContents();
  }

  async saveZip(): Promise<SavedFile> {
    return this.caught(() => this.zip.getByRole('button', { name: 'Save ZIP' }).click());
  }

  async saveEntry(name: string): Promise<SavedFile> {
    return this.caught(() => this.zip.getByRole('button', { name: `Save ${name}`, exact: true }).click());
  }

  /** The text of an entry as the page shows it. */
  async readEntry(name: string): Promise<string> {
    await this.zip.getByRole('button', { name: `Read ${name}`, exact: true }).click();
    const text = this.zip.getByRole('region', { name, exact: true }).locator('pre');
    await expect(text).not.toBeEmpty();
    return (await text.textContent()) ?? '';
  }

  private async typeCoordinates(text: string): Promise<void> {
    await this.field('Coordinates').fill(text);
    await this.field('Coordinates').press('Enter');
  }

  private field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  /** Brings the panel back where it is folded on small screens. */
  async unfold(): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Unfold the panel' });
    if (await button.isVisible()) await button.click();
  }

  /** Takes a tool as a keyboard does. */
  async chooseToolByKeyboard(name: 'Draw box' | 'Drop center'): Promise<void> {
    const button = this.page.getByRole('button', { name });
    await expect(button).toBeEnabled();
    await button.focus();
    await this.page.keyboard.press('Enter');
    await this.toolReady(name === 'Draw box' ? 'rectangle' : 'center');
  }

  /** Presses Tab until a button has the focus. */
  async tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 80; presses++) {
      if ((await this.focused()) === `button ${name}`) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to “${name}”.`);
  }

  /** What has the focus: its element and its text. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return 'body';
      return `${element.localName} ${element.getAttribute('aria-label') ?? element.textContent}`.trim();
    });
  }

  /** Opens a ZIP of the user's by the file dialog. */
  async pickZip(file: PickedFile): Promise<void> {
    await this.page.getByLabel('ZIP file to look into').setInputFiles({ ...file });
  }

  /** Drops a file onto the page. */
  async dropZip({ name, mimeType, buffer }: PickedFile): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      async ([fileName, type, url]) => {
        const data = new DataTransfer();
        data.items.add(new File([await (await fetch(url)).blob()], fileName, { type }));
        return data;
      },
      [name, mimeType, `data:${mimeType};base64,${buffer.toString('base64')}`] as const,
    );
    await this.page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  }

  /** Waits until a tool has been loaded and the map takes it. */
  async toolReady(tool: 'rectangle' | 'center'): Promise<void> {
    await expect(this.page.locator(`.maplibregl-map[data-tool="${tool}"]`)).toBeVisible();
  }

  private async placeOnScreen([x, y]: MapPlace) {
    const frame = (await this.map.boundingBox())!;
    return { x: frame.x + frame.width * x, y: frame.y + frame.height * y };
  }

  private async caught(save: () => Promise<void>): Promise<SavedFile> {
    const started = this.page.waitForEvent('download');
    await save();
    const download = await started;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}
