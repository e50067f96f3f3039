import { useEffect, useMemo, useState } from 'react';
import { extractEntry } from './extract-entry.ts';
import type { ArchiveEntry } from './read-archive.ts';
import { chooseTarget } from './save-target.ts';

/** The file that is being written, or that could not be. */
export type Saving =
  | { readonly status: 'running'; readonly name: string; readonly received: number; readonly total: number }
  | { readonly status: 'done'; readonly name: string }
  | { readonly status: 'failed'; readonly name: string; readonly error: unknown; readonly entry?: ArchiveEntry };

type MakeContent = (signal: AbortSignal, onBytes: (received: number) => void) => Promise<Blob>;

/** Saves the ZIP or files of it, one at a time: the next one, or closing, stops the one before. */
export function useSave() {
  const [saving, setSaving] = useState<Saving>();
  const saver = useMemo(() => createSaver(setSaving), []);
  useEffect(() => saver.cancel, [saver]);
  return { saving, ...saver };
}

function createSaver(setSaving: (saving: Saving | undefined) => void) {
  let running: AbortController | undefined;

  const cancel = () => {
    running?.abort();
    setSaving(undefined);
  };

  const save = async (name: string, total: number, make: MakeContent, entry?: ArchiveEntry) => {
    cancel();
    const stop = new AbortController();
    running = stop;
    const { signal } = stop;
    const report = (received: number) => setSaving({ status: 'running', name, received, total });
    let target: Awaited<ReturnType<typeof chooseTarget>>;
    try {
      target = await chooseTarget(name);
      if (!target || signal.aborted) return;
      report(0);
      await target.write(await make(signal, wholePercents(total, report)));
      if (!signal.aborted) setSaving({ status: 'done', name });
    } catch (error) {
      await target?.drop();
      if (!signal.aborted) setSaving({ status: 'failed', name, error, ...(entry && { entry }) });
    }
  };

  return {
    cancel,
    saveZip: (zip: Blob, name: string) => save(name, zip.size, async () => zip),
    saveEntry: (entry: ArchiveEntry, limit: number) =>
      save(entry.name, entry.size, (signal, onBytes) => extractEntry(entry, { signal, onBytes, limit }), entry),
  };
}

/** Passes on a progress only when it grew by a percent: a large file arrives in thousands of chunks. */
function wholePercents(total: number, report: (received: number) => void): (received: number) => void {
  let next = 0;
  return (received) => {
    if (received < next) return;
    next = received + total / 100;
    report(received);
  };
}
