import type { StyleSpecification } from 'maplibre-gl';

/** Milliseconds after which a base map counts as unreachable. */
const PATIENCE = 6000;

/** Fetches a MapLibre style. Rejects where it cannot be reached in time or is none; the reason is for a log only. */
export async function loadStyle(url: string, signal: AbortSignal): Promise<StyleSpecification> {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) });
  if (!response.ok) throw new Error(`The base map answered with status ${response.status}.`);
  const style = (await response.json()) as StyleSpecification;
  if (style.version !== 8 || !Array.isArray(style.layers)) throw new Error('The base map is no MapLibre style.');
  return style;
}
