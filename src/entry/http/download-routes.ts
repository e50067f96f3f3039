import type { Hono } from 'hono';
import { ExportError } from '../../contract/errors.ts';
import { allowOnly } from './allow-only.ts';
import type { ApiEnv, ApiGuard } from './api-guard.ts';
import type { DownloadKeys } from './download-keys.ts';
import type { ExportService } from './export-service.ts';
import { fileResponse } from './file-response.ts';

/**
 * The way to a ZIP: `download_url` holds a key in place of the token and redirects to the file. With a token and without
 * a key the redirect serves too.
 */
export function addDownloadRoutes(
  app: Hono<ApiEnv>,
  service: ExportService,
  keys: DownloadKeys,
  guard: ApiGuard,
): void {
  app.get('/export/:id/download', async (c) => {
    const id = c.req.param('id');
    const key = c.req.query('key');
    if (key === undefined) await service.status(id, guard.admit(c, 'export.read'));
    else requireKey(keys, id, key);
    const { fileName } = await service.artifact(id);
    const file = [id, keys.make(id), fileName].map(encodeURIComponent).join('/');
    // Relative, so that it holds behind a proxy that serves the API under another address.
    return c.redirect(`../../files/${file}`, 302);
  });
  app.all('/export/:id/download', allowOnly('GET, HEAD'));

  app.get('/files/:id/:key/:name', async (c) => {
    const id = c.req.param('id');
    requireKey(keys, id, c.req.param('key'));
    return fileResponse(c.req.raw, await service.artifact(id));
  });
  app.all('/files/:id/:key/:name', allowOnly('GET, HEAD'));
}

function requireKey(keys: DownloadKeys, id: string, key: string): void {
  const state = keys.check(id, key);
  if (state === 'valid') return;
  throw new ExportError(
    state === 'expired'
      ? { code: 'expired', message: 'The link has expired.', advice: 'The state of the export has a new one.' }
      : { code: 'not-found', message: 'There is no such download.' },
  );
}
