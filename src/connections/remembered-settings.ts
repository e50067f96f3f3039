import * as v from 'valibot';
import { checkEndpoint } from './endpoint.ts';

const KEY = 'cityclip.connection';

const RememberedSchema = v.object({
  connectionId: v.picklist(['embedded', 'remote']),
  endpoint: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => 'endpoint' in checkEndpoint(text)),
    ),
  ),
  token: v.string(),
  forwarder: v.optional(v.boolean(), false),
});

export type Remembered = v.InferOutput<typeof RememberedSchema>;

/** The part of `Storage` that is needed. */
export type SettingsStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's storage, where this page may use it. */
export function browserStorage(): SettingsStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** What was remembered; nothing where it was written by another version and makes no sense. */
export function readRemembered(storage: SettingsStorage | undefined): Remembered | undefined {
  const text = storage?.getItem(KEY);
  if (!text) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), RememberedSchema), text);
  return parsed.success ? parsed.output : undefined;
}

export function writeRemembered(
  storage: SettingsStorage | undefined,
  { connectionId, endpoint, token, forwarder }: Remembered,
): void {
  storage?.setItem(KEY, JSON.stringify({ connectionId, endpoint, token, forwarder }));
}

export function forgetRemembered(storage: SettingsStorage | undefined): void {
  storage?.removeItem(KEY);
}
