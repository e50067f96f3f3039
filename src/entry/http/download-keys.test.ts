import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { downloadKeys, downloadSecret } from './download-keys.ts';

const HOUR = 3600_000;

test('a key is valid for its export, a day long, and with its secret', () => {
  let time = 1000 * HOUR + 5;
  const keys = downloadKeys('one', () => time);
  const key = keys.make('job');
  expect(key).toMatch(/^[\w.-]+$/);
  expect(keys.check('job', key)).toBe('valid');
  expect(keys.check('other', key)).toBe('wrong');
  expect(downloadKeys('two', () => time).check('job', key)).toBe('wrong');
  time += 24 * HOUR;
  expect(keys.check('job', key)).toBe('valid');
  time += HOUR;
  expect(keys.check('job', key)).toBe('expired');
});

test('a key whose time was changed is wrong', () => {
  const keys = downloadKeys('one', () => 1000 * HOUR);
  const [hour, signature] = keys.make('job').split('.');
  const later = (Number.parseInt(hour!, 36) + 1).toString(36);
  expect(keys.check('job', `${later}.${signature}`)).toBe('wrong');
  for (const nonsense of ['', '.', 'x', `${hour}.`, `${hour}.${signature}x`, signature!]) {
    expect(keys.check('job', nonsense)).toBe('wrong');
  }
});

test('the secret of a folder stays, is private, and is another for each', async () => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'cityclip-secret-')));
  const [first, again, other] = [folders[0]!, folders[0]!, folders[1]!].map(downloadSecret);
  expect(await first).toBe(await again);
  expect(await first).toMatch(/^[0-9a-f]{64}$/);
  expect(await first).not.toBe(await other);
  expect(statSync(join(folders[0]!, 'download-secret')).mode & 0o777).toBe(0o600);
  for (const folder of folders) rmSync(folder, { recursive: true });
});
