import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { makePrivateFolder } from '../node/data-folder.ts';
import { createFile, replaceFile } from '../node/write-atomically.ts';

export const PERMISSIONS = ['export.create', 'export.read', 'export.pay'] as const;
export type Permission = (typeof PERMISSIONS)[number];

const RecordSchema = v.object({
  /** The beginning of the hash: names the token without giving it away. */
  id: v.string(),
  /** SHA-256 of the token, hexadecimal. A token is 256 random bits, so that no slower hash is needed. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  permissions: v.array(v.picklist(PERMISSIONS)),
  created: v.string(),
  expires: v.optional(v.string()),
  revoked: v.optional(v.string()),
});

/** What is kept of a token. Times are ISO 8601. */
export type TokenRecord = v.InferOutput<typeof RecordSchema>;

/** Who asks: an accepted token. */
export interface TokenOwner {
  readonly id: string;
  readonly permissions: readonly Permission[];
}

/** The tokens of a server. */
export interface Tokens {
  /** Makes a token; this is the only time that it can be seen. */
  create(permissions: readonly Permission[], expires?: Date): Promise<{ token: string; record: TokenRecord }>;
  list(): Promise<TokenRecord[]>;
  /** @returns whether there is such a token */
  revoke(id: string): Promise<boolean>;
  /** Whose token it is, or why it is not accepted. Notices what another program did with the tokens at once. */
  check(token: string): TokenOwner | 'unknown' | 'expired' | 'revoked';
}

const TOKEN = /^cityclip_[A-Za-z0-9_-]{43}$/;
const ID_LENGTH = 12;

/** The tokens of a data folder, a private file each, so that programs that write at the same time undo nobody's work. */
export function tokensIn(dataFolder: string, now: () => number = Date.now): Tokens {
  const folder = join(dataFolder, 'tokens');
  const fileOf = (hash: string) => join(folder, `${hash}.json`);

  const list = async () => {
    await makePrivateFolder(folder);
    const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
    const records = await Promise.all(names.map(async (name) => parse(await readFile(join(folder, name), 'utf8'))));
    return records.sort((a, b) => a.created.localeCompare(b.created) || a.id.localeCompare(b.id));
  };

  return {
    list,

    async create(permissions, expires) {
      const token = `cityclip_${randomBytes(32).toString('base64url')}`;
      const hash = sha256(token);
      const record: TokenRecord = {
        id: hash.slice(0, ID_LENGTH),
        hash,
        permissions: PERMISSIONS.filter((permission) => permissions.includes(permission)),
        created: new Date(now()).toISOString(),
        ...(expires ? { expires: expires.toISOString() } : {}),
      };
      await makePrivateFolder(folder);
      await createFile(fileOf(hash), JSON.stringify(record));
      return { token, record };
    },

    async revoke(id) {
      const record = (await list()).find((other) => other.id === id);
      if (!record) return false;
      const revoked = record.revoked ?? new Date(now()).toISOString();
      await replaceFile(fileOf(record.hash), JSON.stringify({ ...record, revoked }));
      return true;
    },

    check(token) {
      if (!TOKEN.test(token)) return 'unknown';
      const hash = sha256(token);
      const record = readRecord(fileOf(hash));
      if (!record || !timingSafeEqual(Buffer.from(record.hash), Buffer.from(hash))) return 'unknown';
      if (record.revoked) return 'revoked';
      if (record.expires && Date.parse(record.expires) <= now()) return 'expired';
      return { id: record.id, permissions: record.permissions };
    },
  };
}

/**
 * Reads a small file at once: 30 µs, where four turns through the thread pool wait behind whatever else runs there while
 * all cores make models.
 */
function readRecord(path: string): TokenRecord | undefined {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): TokenRecord {
  return v.parse(RecordSchema, JSON.parse(text));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
