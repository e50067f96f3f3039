import { expect, it } from 'vitest';
import { createConnectionStore } from './connection-store.ts';

function memoryStorage(start: Record<string, string> = {}) {
  const items = new Map(Object.entries(start));
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
}

const remote = { connectionId: 'remote', endpoint: 'https://exports.test/api', token: 'secret' } as const;

it('starts with the free engine', () => {
  expect(createConnectionStore(memoryStorage()).getState()).toMatchObject({ connectionId: 'embedded', token: '' });
});

it('keeps the token in memory only, unless asked to remember it', () => {
  const storage = memoryStorage();
  const store = createConnectionStore(storage);
  store.getState().settingsSaved({ ...remote, remember: false });
  expect(store.getState().token).toBe('secret');
  expect(storage.items.size).toBe(0);
  expect(createConnectionStore(storage).getState().token).toBe('');
});

it('remembers, also a later choice of engine, and forgets', () => {
  const storage = memoryStorage();
  const store = createConnectionStore(storage);
  store.getState().settingsSaved({ ...remote, remember: true });
  expect(createConnectionStore(storage).getState()).toMatchObject({ ...remote, remember: true });
  store.getState().engineChosen('embedded');
  expect(createConnectionStore(storage).getState()).toMatchObject({ connectionId: 'embedded', token: 'secret' });
  store.getState().settingsCleared();
  expect(storage.items.size).toBe(0);
  expect(store.getState()).toMatchObject({ connectionId: 'embedded', endpoint: undefined, token: '', remember: false });
});

it('stops remembering when that is switched off', () => {
  const storage = memoryStorage();
  const store = createConnectionStore(storage);
  store.getState().settingsSaved({ ...remote, remember: true });
  store.getState().settingsSaved({ ...remote, remember: false });
  expect(storage.items.size).toBe(0);
  expect(store.getState().token).toBe('secret');
});

it.each(['{', '{}', '{"connectionId":"remote","endpoint":"http://evil.test","token":"secret"}'])(
  'starts afresh where %s was remembered',
  (text) => {
    const storage = memoryStorage({ 'cityclip.connection': text });
    expect(createConnectionStore(storage).getState()).toMatchObject({ connectionId: 'embedded', token: '' });
  },
);

it('works without any storage', () => {
  const store = createConnectionStore(undefined);
  store.getState().settingsSaved({ ...remote, remember: true });
  expect(store.getState()).toMatchObject({ token: 'secret', canRemember: false });
});
