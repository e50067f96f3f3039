import { useEffect, useState } from 'react';
import { isRunning, type JobView } from './job-state.ts';

/** Shows in the tab's title how the exports stand: how many run, otherwise how the newest ended. */
export function useJobTitle(views: readonly JobView[]): void {
  const [name] = useState(() => document.title);
  const prefix = titlePrefix(views);
  useEffect(() => {
    document.title = prefix ? `${prefix} – ${name}` : name;
    return () => void (document.title = name);
  }, [prefix, name]);
}

function titlePrefix(views: readonly JobView[]): string {
  const running = views.filter(({ state }) => isRunning(state)).length;
  if (running > 0) return running === 1 ? 'Exporting…' : `${running} exports…`;
  const newest = views[0]?.state;
  if (newest?.kind === 'done') return 'Export ready';
  return newest?.kind === 'failed' && newest.failure.code !== 'cancelled' ? 'Export failed' : '';
}
