import { ExportError } from '../contract/errors.ts';
import type { ZipStore } from '../jobs/zip-store.ts';

/** A place for ZIPs that lasts as long as this object and holds at most `quota` bytes. */
export function memoryZips(quota = 1000): ZipStore & { readonly kept: Map<string, Blob>; quotaBytes: number } {
  const kept = new Map<string, Blob>();
  const used = () => [...kept.values()].reduce((sum, { size }) => sum + size, 0);
  return {
    kept,
    quotaBytes: quota,
    async keep(key, zip) {
      if (used() + zip.size > this.quotaBytes) throw new ExportError({ code: 'no-room', message: 'There is no room.' });
      kept.set(key, zip);
    },
    read: async (key) => kept.get(key),
    delete: async (key) => void kept.delete(key),
    sizes: async () => new Map([...kept].map(([key, { size }]) => [key, size])),
    async quota() {
      return this.quotaBytes;
    },
  };
}
