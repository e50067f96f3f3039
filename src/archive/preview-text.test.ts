import { expect, it } from 'vitest';
import { PREVIEW_BYTES, previewText } from './preview-text.ts';
import { readArchive } from './read-archive.ts';
import { changed, zipBytes } from './test-zips.ts';

async function preview(name: string, text: string) {
  const { files } = await readArchive(new Blob([await zipBytes({ [name]: text })]), 'city.zip');
  return previewText(files[0]!);
}

it('shows text as it is', async () => {
  expect(await preview('LICENSE.txt', 'Ä © line\n')).toEqual({ text: 'Ä © line\n', cut: false });
});

it('lays out JSON, and shows broken JSON as it is', async () => {
  expect((await preview('report.json', '{"a":[1]}')).text).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect((await preview('report.json', '{"a":')).text).toBe('{"a":');
});

it('cuts a long text and says so', async () => {
  const { text, cut } = await preview('city.obj', 'v 1 2 3\n'.repeat(PREVIEW_BYTES / 4));
  expect(cut).toBe(true);
  expect(text).toHaveLength(PREVIEW_BYTES);
});

it('shows a text of exactly the limit whole', async () => {
  const { text, cut } = await preview('a.txt', 'x'.repeat(PREVIEW_BYTES));
  expect(cut).toBe(false);
  expect(text).toHaveLength(PREVIEW_BYTES);
});

it('does not show a damaged text', async () => {
  const bytes = await zipBytes({ 'a.txt': 'some text that is long enough' });
  const broken = changed(bytes, (copy) => {
    copy[40]! ^= 0xff;
  });
  const { files } = await readArchive(new Blob([broken]), 'city.zip');
  await expect(previewText(files[0]!)).rejects.toMatchObject({ failure: { code: 'bad-file' } });
});
