import { Suspense } from 'react';
import { chooseTarget } from '../archive/save-target.ts';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ModelPreview } from './lazy-parts.tsx';
import { useShownTheme } from './theme-store.ts';

interface ZipPreviewProps {
  readonly zip: Blob;
  /** All files of the ZIP. They must keep their identity while the ZIP stays the same. */
  readonly files: readonly ArchiveFile[];
}

/** The models of an opened ZIP; the program for it is loaded when it is needed. */
export function ZipPreview({ zip, files }: ZipPreviewProps) {
  const dark = useShownTheme() === 'dark';
  return (
    <Suspense fallback={<ProgressBar label="Loading the preview" />}>
      <ModelPreview zip={zip} files={files} dark={dark} onSavePicture={savePicture} />
    </Suspense>
  );
}

async function savePicture(picture: Blob, name: string): Promise<void> {
  await (await chooseTarget(name))?.write(picture);
}
