import { useEffect, useRef, useState } from 'react';
import { extractEntry } from './extract-entry.ts';
import type { ArchiveEntry } from './read-archive.ts';
import { saveFile } from './save-file.ts';

/** The file that is being unpacked to be saved, or that could not be. */
export type Saving =
  | { readonly status: 'unpacking'; readonly entry: ArchiveEntry; readonly received: number }
  | { readonly status: 'failed'; readonly entry: ArchiveEntry; readonly error: unknown };

/** Saves files of a ZIP one at a time: the next one, or closing, stops the one before. */
export function useSaveEntry() {
  const [saving, setSaving] = useState<Saving>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const cancel = () => {
    running.current?.abort();
    setSaving(undefined);
  };

  const save = async (entry: ArchiveEntry) => {
    cancel();
    const stop = new AbortController();
    running.current = stop;
    const { signal } = stop;
    setSaving({ status: 'unpacking', entry, received: 0 });
    try {
      const onBytes = wholePercents(entry.size, (received) => setSaving({ status: 'unpacking', entry, received }));
      const blob = await extractEntry(entry, { signal, onBytes });
      saveFile(blob, entry.name);
      setSaving(undefined);
    } catch (error) {
      if (!signal.aborted) setSaving({ status: 'failed', entry, error });
    }
  };

  return { saving, save, cancel };
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
