/** URL of the status page that belongs to an interpreter's URL. */
export function statusUrl(endpoint: string): string {
  return endpoint.replace(/\/interpreter\/?$/, '/status');
}

/**
 * Seconds until a slot is free, from the text of `/api/status`.
 * @returns 0 where one is free now, undefined where the text does not tell
 */
export function secondsUntilSlot(status: string): number | undefined {
  if (/\b[1-9]\d* slots? available now/.test(status)) return 0;
  const waits = Array.from(status.matchAll(/Slot available after: .*?, in (-?\d+) seconds/g), (match) =>
    Number(match[1]),
  );
  return waits.length > 0 ? Math.max(0, Math.min(...waits)) : undefined;
}
