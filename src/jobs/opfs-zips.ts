import { ExportError } from '../contract/errors.ts';
import { formatBytes } from '../ui/format-bytes.ts';
import type { ZipStore } from './zip-store.ts';

const FOLDER = 'exports';
/** Tabs change the folder one after another. */
const LOCK = 'cityclip-zips';

/** ZIPs in the origin's private file system; undefined where this browser has none, or lets no page write there. */
export async function opfsZips(): Promise<ZipStore | undefined> {
  if (!navigator.storage?.getDirectory || !('createWritable' in FileSystemFileHandle.prototype)) return undefined;
  const folder = await openFolder();
  if (!folder) return undefined;
  return {
    keep: (key, zip) => alone(() => write(folder, key, zip)),
    read: (key) => unlessMissing(async () => (await folder.getFileHandle(key)).getFile()),
    delete: async (key) => void (await alone(() => unlessMissing(() => folder.removeEntry(key)))),
    sizes: async () => {
      const sizes = new Map<string, number>();
      for await (const handle of folder.values()) {
        if (handle.kind === 'file') sizes.set(handle.name, (await handle.getFile()).size);
      }
      return sizes;
    },
    quota: async () => (await navigator.storage.estimate()).quota,
  };
}

/** Undefined in private windows, where some browsers refuse. */
async function openFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** A file that is being written becomes visible when it is closed. */
async function write(folder: FileSystemDirectoryHandle, key: string, zip: Blob): Promise<void> {
  try {
    const file = await folder.getFileHandle(key, { create: true });
    const writable = await file.createWritable();
    // The browser copies it by itself, where a stream would lead every byte through the page.
    await writable.write(zip);
    await writable.close();
  } catch (cause) {
    await unlessMissing(() => folder.removeEntry(key));
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError') throw noRoom(zip.size, cause);
    throw cause;
  }
}

function noRoom(bytes: number, cause: unknown): ExportError {
  return new ExportError(
    {
      code: 'no-room',
      message: `There is no room on this device to keep the ZIP (${formatBytes(bytes)}) after the page is closed.`,
      advice: 'It is safe while this page is open: save it now, or delete older exports and keep it then.',
    },
    { cause },
  );
}

async function unlessMissing<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}

function alone<T>(action: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(LOCK, action) : action();
}
