import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tokensIn } from './tokens.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cityclip-tokens-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('tokens', () => {
  test('are kept as hashes in private files', async () => {
    const { token, record } = await tokensIn(folder).create(['export.read', 'export.create']);
    expect(token).toMatch(/^cityclip_[\w-]{43}$/);
    expect(record.permissions).toEqual(['export.create', 'export.read']);
    const [file, ...others] = readdirSync(join(folder, 'tokens'));
    expect(others).toEqual([]);
    const path = join(folder, 'tokens', file!);
    expect(readFileSync(path, 'utf8') + path).not.toContain(token.slice('cityclip_'.length));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'tokens')).mode & 0o777).toBe(0o700);
  });

  test('are accepted until they expire or are revoked, by programs that run already', async () => {
    let time = Date.parse('2026-05-01T00:00:00Z');
    const server = tokensIn(folder, () => time);
    const writer = tokensIn(folder, () => time);
    expect(server.check(`cityclip_${'x'.repeat(43)}`)).toBe('unknown');
    const lasting = await writer.create(['export.read']);
    const brief = await writer.create(['export.pay'], new Date(time + 10));
    expect(server.check(lasting.token)).toEqual({ id: lasting.record.id, permissions: ['export.read'] });
    expect(server.check(brief.token)).toEqual({ id: brief.record.id, permissions: ['export.pay'] });
    time += 10;
    expect(server.check(brief.token)).toBe('expired');
    expect(await writer.revoke(lasting.record.id)).toBe(true);
    expect(server.check(lasting.token)).toBe('revoked');
    expect(await writer.revoke('nobody')).toBe(false);
  });

  test('programs that write at the same time lose none', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => tokensIn(folder).create(['export.read'])));
    const ids = (await tokensIn(folder).list()).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(made.map(({ record }) => record.id).toSorted());
  });

  test.each(['', 'x', '../../tokens', 'cityclip_', `cityclip_${'a'.repeat(44)}`])('%j is no token', (text) => {
    expect(tokensIn(folder).check(text)).toBe('unknown');
  });
});

describe('the command line', () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/entry/token.ts', ...args], {
      env: { ...process.env, CITYCLIP_DATA: folder },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  test('creates, lists and revokes', () => {
    const created = run('create', '--permissions', 'export.create,export.read', '--expires', '30d');
    expect(created.status).toBe(0);
    const token = created.stdout.trimEnd().split('\n').at(-1)!;
    const owner = tokensIn(folder).check(token);
    expect(owner).toMatchObject({ permissions: ['export.create', 'export.read'] });
    const { id } = owner as { id: string };

    const listed = run('list').stdout;
    expect(listed).toMatch(new RegExp(`^${id}  export.create,export.read  created .*  expires 20`));
    expect(listed).not.toContain(token);

    expect(run('revoke', id)).toMatchObject({ status: 0 });
    expect(tokensIn(folder).check(token)).toBe('revoked');
    expect(run('list').stdout).toContain('revoked');
    expect(run('revoke', 'nobody')).toMatchObject({ status: 1, stdout: '' });
  });

  test.each([
    [['create']],
    [['create', '--permissions', 'export.everything']],
    [['create', '--permissions', 'export.read', '--expires', 'tomorrow']],
    [['create', '--permissions', 'export.read', '--expires', '0d']],
    [['destroy']],
    [['revoke']],
    [[]],
    [['list', '--loud']],
  ])('%j is a mistake', (args) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/--help/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
