import { expect, type Locator } from '@playwright/test';
import { decode } from 'fast-png';
import JSZip from 'jszip';
import type { FakeLoader } from '../src/testing/fake-3dcityloader.ts';
import type { CityclipPage } from './cityclip-page.ts';
import { RemoteUser } from './remote-settings.ts';

export const TOKEN = 'e2e-secret-token';

/** Height of the strip with the tools, in pixels. */
const TOOLS = 60;
/** Differences below are those of rounding and of soft edges. */
const DIFFERENCE = 16;

/** A ZIP of files by their names. */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new JSZip();
  for (const [name, data] of Object.entries(files)) zip.file(name, data);
  return (await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })) as Uint8Array<ArrayBuffer>;
}

/** The 3D view in a user's words. */
export class ModelView {
  readonly section: Locator;
  /** What takes mouse and keys. */
  readonly surface: Locator;
  private readonly city: CityclipPage;

  constructor(city: CityclipPage) {
    this.city = city;
    this.section = city.zip.getByRole('region', { name: 'Model in 3D' });
    this.surface = this.section.getByRole('application', { name: '3D view of the model' });
  }

  /** Exports from a service whose files are given, and opens the ZIP. */
  async open(loader: FakeLoader): Promise<void> {
    await this.city.open();
    await this.city.typeBox([6.9539, 50.9407, 6.9592, 50.9439]);
    const remote = new RemoteUser(this.city);
    await remote.enter({ endpoint: loader.endpoint, token: TOKEN });
    await remote.save();
    await remote.export();
    await this.city.waitUntilDone();
    await this.city.openZip(60_000);
  }

  /** Waits until the view shows something, and the same twice. */
  async atRest(): Promise<Pixels> {
    await expect(this.surface).toBeVisible({ timeout: 60_000 });
    await expect(this.section.locator('canvas')).toBeVisible({ timeout: 60_000 });
    let before = await this.pixels();
    await expect
      .poll(
        async () => {
          const now = await this.pixels();
          const isStill = now.shown > 0 && now.differingFrom(before) === 0;
          before = now;
          return isStill;
        },
        { timeout: 60_000 },
      )
      .toBe(true);
    return before;
  }

  /** What is seen below the tools. */
  async pixels(): Promise<Pixels> {
    const frame = (await this.surface.boundingBox())!;
    const clip = { x: frame.x + 4, y: frame.y + TOOLS, width: frame.width - 8, height: frame.height - TOOLS - 4 };
    return new Pixels(await this.city.page.screenshot({ clip, scale: 'css' }));
  }

  tool(name: string): Locator {
    return this.section.getByRole('button', { name, exact: true });
  }

  /** Clicks at shares of the view's width and height. */
  async click(x: number, y: number): Promise<void> {
    const { width, height } = (await this.surface.boundingBox())!;
    await this.surface.click({ position: { x: width * x, y: height * y } });
  }
}

/** A picture of the view. */
export class Pixels {
  /** Pixels that are not background. */
  readonly shown: number;
  readonly count: number;
  private readonly data: ArrayLike<number>;
  private readonly channels: number;

  constructor(png: Uint8Array) {
    const { data, channels, width, height } = decode(png);
    this.data = data;
    this.channels = channels;
    this.count = width * height;
    // The last pixel is in a corner, where no model is.
    const corner = (this.count - 1) * channels;
    this.shown = this.countWhere((at) => this.differs(at, this.data, corner));
  }

  /** Pixels that another picture of the same size has otherwise. */
  differingFrom(other: Pixels): number {
    return this.countWhere((at) => this.differs(at, other.data, at));
  }

  private countWhere(test: (at: number) => boolean): number {
    let count = 0;
    for (let at = 0; at < this.data.length; at += this.channels) if (test(at)) count++;
    return count;
  }

  private differs(at: number, others: ArrayLike<number>, otherAt: number): boolean {
    return [0, 1, 2].some((k) => Math.abs(this.data[at + k]! - (others[otherAt + k] ?? 0)) > DIFFERENCE);
  }
}
