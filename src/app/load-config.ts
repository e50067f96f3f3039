import * as v from 'valibot';
import { type AppConfig, AppConfigSchema } from '../contract/config.ts';
import { ExportError } from '../contract/errors.ts';

const ADVICE = 'Reload the page. If that does not help, whoever runs this site has to look at the file config.json.';

/**
 * Loads and checks the runtime configuration.
 * @throws ExportError that names the first wrong setting
 */
export async function loadConfig(url: URL, fetch: typeof globalThis.fetch): Promise<AppConfig> {
  const parsed = v.safeParse(AppConfigSchema, await fetchJson(url, fetch));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw failure(`The configuration is wrong at “${v.getDotPath(issue) ?? 'its top'}”: ${issue.message}.`);
}

async function fetchJson(url: URL, fetch: typeof globalThis.fetch): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw failure('The configuration could not be loaded: no answer.', cause);
  }
  if (!response.ok) throw failure(`The configuration could not be loaded: the server answered ${response.status}.`);
  try {
    return await response.json();
  } catch (cause) {
    throw failure('The configuration is not valid JSON.', cause);
  }
}

function failure(message: string, cause?: unknown): ExportError {
  return new ExportError({ code: 'internal', message, advice: ADVICE }, { cause });
}
