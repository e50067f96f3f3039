import JSZip from 'jszip';

/** Asks an export API by its documentation. Everything rejects where no answer comes within ten seconds. */
export class ExportClient {
  readonly #api: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(api: string, token: string) {
    this.#api = api;
    this.#headers = {
      Authorization: `Bearer ${token}`,
      Accept: 'application/json',
      'Content-Type': 'application/json',
    };
  }

  /** @returns the id */
  async create(body: unknown): Promise<string> {
    const answer = await this.#ask('/export/simple', { method: 'POST', body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Unexpected(`create: ${answer.status}`);
    return ((await answer.json()) as { id: string }).id;
  }

  async status(id: string): Promise<{ readonly status: string; readonly download_url?: string }> {
    const answer = await this.#ask(`/export/${id}`, {});
    if (answer.status !== 200) throw new Unexpected(`status: ${answer.status}`);
    return (await answer.json()) as { status: string; download_url?: string };
  }

  /** Whether the ZIP of a finished export can be fetched and holds its model. */
  async hasModel(id: string): Promise<boolean> {
    const { download_url } = await this.status(id);
    if (!download_url) return false;
    const answer = await fetch(download_url);
    if (!answer.ok) return false;
    const zip = await JSZip.loadAsync(await answer.arrayBuffer());
    return zip.file(`${id}.stl`) !== null;
  }

  #ask(path: string, init: RequestInit): Promise<Response> {
    return fetch(this.#api + path, { ...init, headers: this.#headers, signal: AbortSignal.timeout(10_000) });
  }
}

/** An answer with another status than documented. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
}
