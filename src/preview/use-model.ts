import { useEffect, useState } from 'react';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { type Failure, toFailure } from '../contract/errors.ts';
import { baseName } from './readable-formats.ts';
import type { ModelSummary } from './viewer/model-summary.ts';
import type { NamedBlob } from './viewer/viewer-service.ts';
import type { ViewerProcess } from './viewer-process.ts';

/** How far the model is. */
export type ModelState =
  | { readonly status: 'unpacking' }
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

/** Unpacks the files of a model and lets the viewer read them. */
export function useModel(process: ViewerProcess | undefined, source: ModelSource): ModelState {
  const [state, setState] = useState<ModelState>({ status: 'unpacking' });
  useEffect(() => {
    if (!process) return;
    const stop = new AbortController();
    const settle = (next: ModelState) => {
      if (!stop.signal.aborted) setState(next);
    };
    const load = async () => {
      settle({ status: 'unpacking' });
      const [files, companions] = await Promise.all([
        unpacked(source.files, stop.signal),
        unpacked(source.companions, stop.signal),
      ]);
      settle({ status: 'reading' });
      const answer = await process.viewer.load(files, companions);
      if ('failure' in answer) settle({ status: 'failed', failure: answer.failure });
      else settle({ status: 'ready', summary: answer.value });
    };
    load().catch((error: unknown) => settle({ status: 'failed', failure: toFailure(error) }));
    return () => stop.abort();
  }, [process, source]);
  return state;
}

/** One after the other: the unpacker is one, and their sum may be large. */
async function unpacked(files: readonly ArchiveFile[], signal: AbortSignal): Promise<NamedBlob[]> {
  const blobs: NamedBlob[] = [];
  for (const file of files) blobs.push({ name: baseName(file.path), blob: await file.read(signal) });
  return blobs;
}
