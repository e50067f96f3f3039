import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobId } from '../../contract/job.ts';
import { makePrivateFolder } from '../node/data-folder.ts';
import { replaceFile } from '../node/write-atomically.ts';
import { type ExportRecord, parseRecord } from './disk-exports-record.ts';

/**
 * The records of all exports: in memory for answers, each in a file for the next start; and the ZIPs beside them.
 * A change holds in memory at once, and on the disk when its promise is fulfilled.
 */
export class ExportStore {
  readonly #folder: string;
  readonly #records = new Map<JobId, ExportRecord>();
  /** The last write of each record: writes of one record never overtake one another. */
  readonly #writes = new Map<JobId, Promise<void>>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Reads a folder, makes it where there is none, and removes what an earlier process left half written.
   * @param setAside told of files that hold no record; they get another name
   */
  static async open(folder: string, setAside: (file: string) => void): Promise<ExportStore> {
    await makePrivateFolder(folder);
    const store = new ExportStore(folder);
    const files = await readdir(folder);
    for (const file of files.filter((name) => name.endsWith('.part'))) await rm(join(folder, file), { force: true });
    for (const file of files.filter((name) => name.endsWith('.json'))) {
      const path = join(folder, file);
      const record = parseRecord(await readFile(path, 'utf8'));
      if (record && file === `${record.id}.json`) store.#records.set(record.id, record);
      else {
        await rename(path, `${path}.unreadable`);
        setAside(file);
      }
    }
    for (const file of files.filter((name) => name.endsWith('.zip'))) {
      if (!store.#records.has(file.slice(0, -'.zip'.length))) await rm(join(folder, file), { force: true });
    }
    return store;
  }

  all(): ExportRecord[] {
    return [...this.#records.values()];
  }

  get(id: JobId): ExportRecord | undefined {
    return this.#records.get(id);
  }

  zipPath(id: JobId): string {
    return join(this.#folder, `${id}.zip`);
  }

  /** @returns the size of an export's ZIP in bytes; undefined where it has none */
  async zipSize(id: JobId): Promise<number | undefined> {
    try {
      return (await stat(this.zipPath(id))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Keeps a new or changed record. */
  save(record: ExportRecord): Promise<void> {
    this.#records.set(record.id, record);
    return this.#inTurn(record.id, () => replaceFile(this.#recordPath(record.id), JSON.stringify(record)));
  }

  removeZip(id: JobId): Promise<void> {
    return rm(this.zipPath(id), { force: true });
  }

  /** Forgets an export altogether. */
  async remove(id: JobId): Promise<void> {
    this.#records.delete(id);
    await this.removeZip(id);
    await this.#inTurn(id, () => rm(this.#recordPath(id), { force: true }));
  }

  /** Waits until the disk has everything. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#writes.values());
  }

  #recordPath(id: JobId): string {
    return join(this.#folder, `${id}.json`);
  }

  #inTurn(id: JobId, write: () => Promise<void>): Promise<void> {
    // A failure is told to whom it belongs; the next write is tried all the same.
    const before = (this.#writes.get(id) ?? Promise.resolve()).catch(() => undefined);
    const mine = before.then(write).finally(() => {
      if (this.#writes.get(id) === mine) this.#writes.delete(id);
    });
    this.#writes.set(id, mine);
    return mine;
  }
}
