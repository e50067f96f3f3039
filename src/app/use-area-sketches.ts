import type { Map as LibreMap } from 'maplibre-gl';
import { useEffect } from 'react';
import { nextTask } from '../contract/next-task.ts';
import { type TrackedJob, useJobStore } from '../jobs/job-store.ts';
import { sketchArea } from '../map/sketch-area.ts';

/** Draws the areas of new exports from the map, for their cards. */
export function useAreaSketches(map: LibreMap | null): void {
  useEffect(() => {
    if (!map) return;
    const abort = new AbortController();
    const seen = new Set<string>();
    const sketchNew = ({ jobs }: { readonly jobs: readonly TrackedJob[] }) => {
      for (const job of jobs) {
        if (job.restored || job.sketch || seen.has(job.key)) continue;
        seen.add(job.key);
        sketch(map, job, abort.signal).catch(plainPictureStays);
      }
    };
    sketchNew(useJobStore.getState());
    const stop = useJobStore.subscribe(sketchNew);
    return () => {
      stop();
      abort.abort();
    };
  }, [map]);
}

async function sketch(map: LibreMap, { key, request: { bbox } }: TrackedJob, signal: AbortSignal): Promise<void> {
  if (!bbox) return;
  await nextTask();
  if (!map.loaded()) await map.once('idle');
  const made = await sketchArea(map, bbox, signal);
  if (made) useJobStore.getState().jobSketched(key, made);
}

/** Tiles that cannot be read, or a map that was taken away: the export itself is not concerned. */
function plainPictureStays(): void {}
