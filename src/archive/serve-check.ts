import { type Failure, toFailure } from '../contract/errors.ts';
import { checkAll } from './check-all.ts';
import { readArchive } from './read-archive.ts';

/** What the page asks of the checking worker. A `Blob` crosses the border without a copy; a long list of files would not. */
export interface CheckOrder {
  readonly zip: Blob;
  /** Larger files are not unpacked. Bytes. */
  readonly limit: number;
}

/** What the worker answers: the numbers of the damaged files in the ZIP, or why nothing can be said. */
export type CheckAnswer =
  | { readonly checked: number; readonly damaged: readonly number[] }
  | { readonly failure: Failure };

/** Checks all files of a ZIP. Whoever no longer wants it ends the worker. */
export async function serveCheck({ zip, limit }: CheckOrder): Promise<CheckAnswer> {
  try {
    const { files } = await readArchive(zip, 'The ZIP');
    const { checked, damaged } = await checkAll(files, limit, new AbortController().signal);
    return { checked, damaged: damaged.map(({ index }) => index) };
  } catch (thrown) {
    return { failure: toFailure(thrown) };
  }
}
