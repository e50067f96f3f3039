import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile } from '../node/write-atomically.ts';

/** Makes and checks the keys in download links, which stand for the right to fetch one ZIP without a header. */
export interface DownloadKeys {
  make(id: string): string;
  check(id: string, key: string): 'valid' | 'expired' | 'wrong';
}

const HOUR = 3600_000;
/** A link is good for 24 to 25 hours; within an hour all links to a ZIP are the same, so that clients may compare them. */
const LIFETIME_HOURS = 25;
const KEY = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/;

/** Keys signed with a secret (HMAC-SHA-256): nothing has to be kept, and they outlive a restart. */
export function downloadKeys(secret: string, now: () => number): DownloadKeys {
  const sign = (id: string, hour: string) => createHmac('sha256', secret).update(`${hour} ${id}`).digest();
  return {
    make(id) {
      const hour = (Math.floor(now() / HOUR) + LIFETIME_HOURS).toString(36);
      return `${hour}.${sign(id, hour).toString('base64url')}`;
    },
    check(id, key) {
      const [, hour, signature] = KEY.exec(key) ?? [];
      if (!hour || !signature) return 'wrong';
      if (!timingSafeEqual(Buffer.from(signature, 'base64url'), sign(id, hour))) return 'wrong';
      return Number.parseInt(hour, 36) * HOUR > now() ? 'valid' : 'expired';
    },
  };
}

/** The secret of a data folder; made when there is none yet. */
export async function downloadSecret(folder: string): Promise<string> {
  const path = join(folder, 'download-secret');
  await createFile(path, randomBytes(32).toString('hex'));
  return await readFile(path, 'utf8');
}
