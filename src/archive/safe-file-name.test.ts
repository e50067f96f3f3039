import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeFileName } from './safe-file-name.ts';

it.each([
  ['city.stl', 'city.stl'],
  ['a/b/LICENSE.txt', 'LICENSE.txt'],
  ['../../x.obj', 'x.obj'],
  ['C:\\temp\\x.obj', 'x.obj'],
  ['folder/', 'folder'],
  ['..', 'file'],
  ['', 'file'],
  ['.profile', 'profile'],
  ['lts.\u202Eexe', 'lts._exe'],
])('saves %j as %j', (path, name) => {
  expect(safeFileName(path)).toBe(name);
});

it('never gives a path, a hidden file or an empty name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (path) => {
      expect(safeFileName(path)).toMatch(/^[^./\\:\s\p{Cc}][^/\\:\p{Cc}]*$/u);
    }),
  );
});
