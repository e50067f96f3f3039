import type { JobRecord, JobRecords } from '../jobs/job-records.ts';

/** Records that last as long as this object, copied on the way in and out as a database does. */
export function memoryRecords(): JobRecords & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    all: async () => structuredClone([...kept.values()]),
    put: async (record: JobRecord) => void kept.set(record.key, structuredClone(record)),
    delete: async (key) => void kept.delete(key),
  };
}
