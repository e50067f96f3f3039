import { type IDBPDatabase, openDB } from 'idb';
import type { SourceCache } from '../engine/sources/source.ts';

/** Older answers are fetched anew: the map is edited every day. */
const MAX_AGE_MS = 24 * 3600 * 1000;
const MAX_BYTES = 200_000_000;

/** What is known of kept bytes without reading them; times in milliseconds since 1970. */
interface Fact {
  readonly key: string;
  readonly size: number;
  readonly keptAt: number;
  readonly usedAt: number;
}

/**
 * Keeps fetched source data in this browser's database, shared by all tabs, for a day and up to 200 MB; what was used
 * least recently goes first. Undefined where the browser gives no database.
 */
export function indexedDbCache(
  now = Date.now,
  name = 'cityclip-sources',
  maxBytes = MAX_BYTES,
): SourceCache | undefined {
  if (!('indexedDB' in globalThis)) return undefined;
  const opened = openDB(name, 1, {
    upgrade: (db) => {
      db.createObjectStore('facts', { keyPath: 'key' });
      db.createObjectStore('bytes');
    },
  });
  return {
    get: (key) => opened.then((db) => read(db, key, now())).catch(notKept),
    put: (key, bytes) => opened.then((db) => write(db, key, bytes, now(), maxBytes)).catch(notKept),
  };
}

/** A full or forbidden database keeps nothing: a cache may do that, and the next export fetches again. */
function notKept(): undefined {
  return undefined;
}

async function read(db: IDBPDatabase, key: string, now: number): Promise<Uint8Array | undefined> {
  const transaction = db.transaction(['facts', 'bytes'], 'readwrite');
  const facts = transaction.objectStore('facts');
  const fact: Fact | undefined = await facts.get(key);
  if (!fact || now - fact.keptAt > MAX_AGE_MS) return undefined;
  await facts.put({ ...fact, usedAt: now });
  return transaction.objectStore('bytes').get(key);
}

async function write(db: IDBPDatabase, key: string, bytes: Uint8Array, now: number, maxBytes: number): Promise<void> {
  const transaction = db.transaction(['facts', 'bytes'], 'readwrite');
  const [facts, contents] = [transaction.objectStore('facts'), transaction.objectStore('bytes')];
  const others = ((await facts.getAll()) as Fact[]).filter((fact) => fact.key !== key);
  for (const { key: gone } of outdated(others, now, maxBytes - bytes.length)) {
    await Promise.all([facts.delete(gone), contents.delete(gone)]);
  }
  if (bytes.length <= maxBytes) {
    await facts.put({ key, size: bytes.length, keptAt: now, usedAt: now } satisfies Fact);
    await contents.put(bytes, key);
  }
  await transaction.done;
}

/** What has to go: all that is too old, then the least recently used until the rest fits. */
function outdated(facts: readonly Fact[], now: number, room: number): Fact[] {
  let left = room;
  return facts
    .toSorted((a, b) => b.usedAt - a.usedAt)
    .filter(({ keptAt, size }) => {
      const stays = now - keptAt <= MAX_AGE_MS && size <= left;
      if (stays) left -= size;
      return !stays;
    });
}
