import { lazy } from 'react';

const archive = () => import('../archive/archive-dialog.tsx');
const settings = () => import('../connections/connection-settings.tsx');
const about = () => import('./about-data.tsx');
const preview = () => import('../preview/model-preview.tsx');

/** Parts of the page that nobody needs before the map shows. */
export const ArchiveDialog = lazy(async () => ({ default: (await archive()).ArchiveDialog }));
export const ConnectionSettings = lazy(async () => ({ default: (await settings()).ConnectionSettings }));
export const ModelPreview = lazy(async () => ({ default: (await preview()).ModelPreview }));
export const AboutData = lazy(async () => ({ default: (await about()).AboutData }));

/** Loads them while there is time and network. Where that fails, the failure shows when a part is used. */
export function prepareParts(): void {
  void Promise.allSettled([archive(), settings(), about(), preview()]);
}
