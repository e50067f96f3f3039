import { useEffect, useRef } from 'react';
import { isRunning, type JobView, stateText } from './job-state.ts';

/** Shows a notification of the system when an export ends while the page is hidden, where the user allowed that. */
export function useFinishNotices(views: readonly JobView[]): void {
  const running = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const { job, state } of views) {
      const ended = running.current.has(job.key) && !isRunning(state);
      const wanted = state.kind === 'done' || (state.kind === 'failed' && state.failure.code !== 'cancelled');
      if (ended && wanted && document.hidden) notify(`${stateText(state)}: ${job.title}`, job.key);
    }
    running.current = new Set(views.filter(({ state }) => isRunning(state)).map(({ job }) => job.key));
  }, [views]);
}

function notify(text: string, tag: string): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const notice = new Notification('Cityclip', { body: text, tag });
    notice.addEventListener('click', () => {
      window.focus();
      notice.close();
    });
  } catch (error) {
    // Chrome on Android lets only service workers notify; the tab's title still tells.
    if (!(error instanceof TypeError)) throw error;
  }
}
