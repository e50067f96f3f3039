import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { type AppConfig, AppConfigSchema } from '../../contract/config.ts';

const CONFIG = new URL('../../../public/config.json', import.meta.url);

/** The configuration that the page is served with. */
export async function readConfig(): Promise<AppConfig> {
  return v.parse(AppConfigSchema, JSON.parse(await readFile(CONFIG, 'utf8')));
}
