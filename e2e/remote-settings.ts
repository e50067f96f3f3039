import { expect, type Locator } from '@playwright/test';
import type { CityclipPage } from './cityclip-page.ts';

interface RemoteSettings {
  readonly endpoint: string;
  readonly token: string;
  readonly remember?: boolean;
}

/** What a user does to export with 3DCityLoader: the settings, and the word before an export that may cost money. */
export class RemoteUser {
  private readonly city: CityclipPage;
  readonly settings: Locator;
  readonly question: Locator;

  constructor(city: CityclipPage) {
    this.city = city;
    this.settings = city.page.getByRole('dialog', { name: 'Where models are made' });
    this.question = city.page.getByRole('dialog', { name: 'This export may cost money' });
  }

  /** Fills the settings in and leaves them open. */
  async enter({ endpoint, token, remember = false }: RemoteSettings): Promise<void> {
    if (!(await this.settings.isVisible())) await this.city.page.getByRole('button', { name: /settings/i }).click();
    await this.settings.getByText(/^3DCityLoader – /).click();
    await this.settings.getByLabel('Endpoint').fill(endpoint);
    await this.settings.getByLabel('Token', { exact: true }).fill(token);
    await this.settings.getByRole('checkbox', { name: /Remember/ }).setChecked(remember);
  }

  async save(): Promise<void> {
    await this.settings.getByRole('button', { name: 'Save' }).click();
    await expect(this.settings).toBeHidden();
  }

  /** Tries the settings out. */
  async test(): Promise<void> {
    await this.settings.getByRole('button', { name: 'Test connection' }).click();
  }

  /** Asks for an export and agrees that it may cost money. */
  async export(): Promise<void> {
    await this.city.page.getByRole('button', { name: 'Export', exact: true }).click();
    await this.question.getByRole('button', { name: 'Create the export' }).click();
    await expect(this.city.newestExport).toBeVisible();
  }

  /** The newest export's state in words. */
  get status(): Locator {
    return this.city.newestExport.getByRole('status').first();
  }
}
