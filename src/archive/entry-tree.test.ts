import fc from 'fast-check';
import { expect, it } from 'vitest';
import { growTree, leavesFolder, shownName, type TreeRow, treeRows } from './entry-tree.ts';
import type { ArchiveEntry } from './read-archive.ts';

function treeOf(paths: readonly string[]) {
  const { tree, add } = growTree();
  for (const [index, path] of paths.entries()) add({ path, index, isFolder: path.endsWith('/') } as ArchiveEntry);
  return tree;
}
const all = (paths: readonly string[]) => treeRows(treeOf(paths), () => true, Number.POSITIVE_INFINITY).rows;
const text = (row: TreeRow) => '·'.repeat(row.depth) + (row.kind === 'folder' ? `${row.folder.name}/` : row.file.name);

it('puts files into folders that the ZIP lists or only names', () => {
  expect(all(['a/b/1.txt', 'c/', 'a/2.txt', '3.txt']).map(text)).toEqual([
    'a/',
    '·b/',
    '··1.txt',
    '·2.txt',
    'c/',
    '3.txt',
  ]);
});

it('shows what leads out of the folder as plain names', () => {
  expect(all(['../../x', '/etc/passwd', 'C:\\a\\b.stl']).map(text)).toEqual([
    '../',
    '·../',
    '··x',
    '//',
    '·etc/',
    '··passwd',
    'C:/',
    '·a/',
    '··b.stl',
  ]);
});

it('holds each file once, however odd its path, and never goes deeper than twenty folders', () => {
  const path = fc.array(fc.constantFrom('a', 'b', '..', '', '.', '__proto__', 'constructor', 'é'), { maxLength: 60 });
  fc.assert(
    fc.property(fc.array(path, { maxLength: 20 }), (paths) => {
      const joined = paths.map((parts) => parts.join('/')).filter((one) => !one.endsWith('/'));
      const rows = all(joined);
      const files = rows.flatMap((row) => (row.kind === 'file' ? [row.file.entry.index] : []));
      expect(files.toSorted((a, b) => a - b)).toEqual(joined.map((_, i) => i));
      expect(Math.max(0, ...rows.map(({ depth }) => depth))).toBeLessThanOrEqual(20);
    }),
  );
});

it('lists a hundred thousand files at once', () => {
  const paths = Array.from({ length: 100_000 }, (_, i) => `${'x/'.repeat(i % 50)}${i}`);
  expect(all(paths).filter(({ kind }) => kind === 'file')).toHaveLength(100_000);
});

it('gives the first lines, and counts those that follow', () => {
  const tree = treeOf(['a/1', 'a/2', 'b/3', 'b/4', '5', '6']);
  for (let limit = 0; limit <= 9; limit++) {
    const { rows, more } = treeRows(tree, ({ name }) => name === 'b', limit);
    expect(rows.map(text)).toEqual(['a/', 'b/', '·3', '·4', '5', '6'].slice(0, limit));
    expect(more).toBe(Math.max(0, 6 - limit));
  }
});

it.each(['../a', 'a/../../b', '/a', '\\a', 'C:\\a', 'a\\..\\b', '..'])('knows that %s leads out', (path) => {
  expect(leavesFolder({ path })).toBe(true);
});

it.each(['a..b/c', 'a/b', '..a', 'a/...'])('knows that %s does not', (path) => {
  expect(leavesFolder({ path })).toBe(false);
});

it('makes hidden characters visible', () => {
  expect(shownName('a\u202Eb\u0000c')).toBe('a�b�c');
  expect(shownName('')).toBe('(no name)');
});
