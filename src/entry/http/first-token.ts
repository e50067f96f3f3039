import type { Api } from './start-api.ts';

/**
 * What whoever starts the server should know about its tokens: on a fresh machine one is made and shown, once; later only
 * where they are managed.
 * @param url where the server is, without a slash at its end
 */
export async function tokenNotice({ tokens, folder }: Pick<Api, 'tokens' | 'folder'>, url: string): Promise<string> {
  if ((await tokens.list()).length > 0) {
    return `API at ${url}/api. Tokens: npm run token -- list (kept in ${folder}).`;
  }
  const { token } = await tokens.create(['export.create', 'export.read']);
  return `API at ${url}/api. A token for it, shown this once: ${token}
Try it:
  curl -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
    -d '{"center":[0,0],"size":[300,300],"include":["terrain","buildings"],"options":{"data":"sample"}}' \\
    ${url}/api/export/simple
Tokens: npm run token -- list, create, revoke (kept in ${folder}).`;
}
