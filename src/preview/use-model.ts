import { useEffect, useState } from 'react';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { type Failure, toFailure } from '../contract/errors.ts';
import type { ModelSummary } from './viewer/model-summary.ts';
import type { ViewerProcess } from './viewer-process.ts';

/** How far the model is. */
export type ModelState =
  | { readonly status: 'reading' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'ready'; readonly summary: ModelSummary };

/** The files of one model. */
export interface ModelSource {
  readonly label: string;
  readonly files: readonly ArchiveFile[];
  /** Files beside them that they may name. */
  readonly companions: readonly ArchiveFile[];
}

/** Lets the viewer unpack and read the files of a model. */
export function useModel(process: ViewerProcess | undefined, zip: Blob, source: ModelSource): ModelState {
  const [state, setState] = useState<ModelState>({ status: 'reading' });
  useEffect(() => {
    if (!process) return;
    let isWanted = true;
    const settle = (next: ModelState) => isWanted && setState(next);
    settle({ status: 'reading' });
    process.viewer.load(zip, source.files.map(plain), source.companions.map(plain)).then(
      (answer) =>
        settle(
          'failure' in answer
            ? { status: 'failed', failure: answer.failure }
            : { status: 'ready', summary: answer.value },
        ),
      (error: unknown) => settle({ status: 'failed', failure: toFailure(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [process, zip, source]);
  return state;
}

/** What crosses to the worker: the archive's own entries hold more. */
function plain({ path, size }: ArchiveFile): ArchiveFile {
  return { path, size };
}
