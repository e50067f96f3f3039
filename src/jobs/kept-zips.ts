import { create } from 'zustand';
import { toFailure } from '../contract/errors.ts';
import { formatBytes } from '../ui/format-bytes.ts';
import { useJobStore } from './job-store.ts';
import type { ZipStore } from './zip-store.ts';

interface KeptZipsState {
  /** Undefined where finished ZIPs end with the page. */
  readonly store: ZipStore | undefined;
  /** Whether it is known yet if there is a store. */
  readonly opened: boolean;
  readonly count: number;
  /** Bytes of all kept ZIPs. */
  readonly used: number;
  /** Bytes; undefined where unknown. */
  readonly quota: number | undefined;
  storeOpened(store: ZipStore | undefined): void;
  /** Keeps the ZIP of a job. Where that fails the job says so, and its ZIP stays usable while the page lives. */
  zipReady(key: string, zip: Blob): Promise<void>;
  /** A job is gone, and so is its ZIP. */
  zipUnwanted(key: string): Promise<void>;
  /** ZIPs were kept or deleted: what they need is measured again. */
  measured(): Promise<void>;
}

/** The finished ZIPs that outlive the page. */
export const useKeptZips = create<KeptZipsState>()((set, get) => ({
  store: undefined,
  opened: false,
  count: 0,
  used: 0,
  quota: undefined,
  storeOpened: (store) => {
    set({ store, opened: true });
    void get().measured();
  },
  zipReady: async (key, zip) => {
    const { store, measured } = get();
    if (!store) return;
    const { zipKept, zipNotKept } = useJobStore.getState();
    try {
      await store.keep(key, zip);
      zipKept(key, zip.size, `ZIP of ${formatBytes(zip.size)} kept on this device`);
    } catch (error) {
      zipNotKept(key, toFailure(error));
    }
    await measured();
  },
  zipUnwanted: async (key) => {
    const { store, measured } = get();
    await store?.delete(key);
    await measured();
  },
  measured: async () => {
    const { store } = get();
    if (!store) return;
    const [sizes, quota] = await Promise.all([store.sizes(), store.quota()]);
    set({ count: sizes.size, used: [...sizes.values()].reduce((sum, size) => sum + size, 0), quota });
  },
}));
