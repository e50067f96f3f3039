import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { indexedDbCache } from './source-cache.ts';

const HOUR = 3600 * 1000;
let now = 0;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  now = 1_000_000;
});

const cache = (maxBytes = 100) => indexedDbCache(() => ++now, 'test', maxBytes)!;
const bytes = (length: number) => new Uint8Array(length).fill(length);

test('gives back what was put, also to the next page', async () => {
  await cache().put('a', bytes(10));
  expect(await cache().get('a')).toEqual(bytes(10));
  expect(await cache().get('b')).toBeUndefined();
});

test('knows no bytes from nothing kept', async () => {
  await cache().put('missing tile', bytes(0));
  expect(await cache().get('missing tile')).toEqual(bytes(0));
});

test('drops what was used least recently, and never holds more than its limit', async () => {
  const kept = cache(100);
  await kept.put('a', bytes(40));
  await kept.put('b', bytes(40));
  await kept.get('a');
  await kept.put('c', bytes(40));
  expect([await kept.get('a'), await kept.get('b'), await kept.get('c')]).toEqual([bytes(40), undefined, bytes(40)]);
  await kept.put('too large', bytes(101));
  expect(await kept.get('too large')).toBeUndefined();
});

test('gives nothing that is older than a day', async () => {
  const kept = cache();
  await kept.put('a', bytes(1));
  now += 25 * HOUR;
  expect(await kept.get('a')).toBeUndefined();
});

test('without a database there is none', () => {
  Reflect.deleteProperty(globalThis, 'indexedDB');
  expect(indexedDbCache()).toBeUndefined();
});
