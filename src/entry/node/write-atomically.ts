import { randomBytes } from 'node:crypto';
import { link, rename, rm, writeFile } from 'node:fs/promises';

/** Writes a private file beside its place first: a reader sees the old content or the new, never a half. */
export async function replaceFile(path: string, content: string): Promise<void> {
  await beside(path, content, (part) => rename(part, path));
}

/**
 * As {@link replaceFile}, for a file that must not exist yet.
 * @returns whether it was written; `false` where another program was first
 */
export async function createFile(path: string, content: string): Promise<boolean> {
  try {
    await beside(path, content, (part) => link(part, path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function beside(path: string, content: string, move: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await writeFile(part, content, { mode: 0o600, flag: 'wx', flush: true });
    await move(part);
  } finally {
    await rm(part, { force: true });
  }
}
