const NAME = 'cityclip-dismissals';

let channel: BroadcastChannel | undefined;

/** The line to the other tabs; none in browsers without one. */
function line(): BroadcastChannel | undefined {
  if ('BroadcastChannel' in globalThis) channel ??= new BroadcastChannel(NAME);
  return channel;
}

/** Tells the other tabs which exports were taken off the list. */
export function tellDismissals(keys: readonly string[]): void {
  if (keys.length > 0) line()?.postMessage(keys);
}

/** Hears of exports that another tab took off the list. @returns ends it */
export function followDismissals(onDismissed: (key: string) => void): () => void {
  const listener = ({ data }: MessageEvent<readonly string[]>) => data.forEach(onDismissed);
  line()?.addEventListener('message', listener);
  return () => line()?.removeEventListener('message', listener);
}
