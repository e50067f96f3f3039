import { openDB } from 'idb';
import type { JobRecord, JobRecords } from './job-records.ts';

/** Records in this browser's database; undefined where the page may have none. */
export function indexedDbRecords(name = 'cityclip'): JobRecords | undefined {
  if (!('indexedDB' in globalThis)) return undefined;
  const opened = openDB(name, 1, { upgrade: (db) => void db.createObjectStore('jobs', { keyPath: 'key' }) });
  return {
    all: async () => (await opened).getAll('jobs'),
    put: async (record: JobRecord) => {
      const transaction = (await opened).transaction('jobs', 'readwrite');
      const stored = transaction.store.put(record);
      // By itself a transaction commits only after the page has heard of the put: a reload before that would undo it.
      transaction.commit();
      await Promise.all([stored, transaction.done]);
    },
    delete: async (key) => (await opened).delete('jobs', key),
  };
}
