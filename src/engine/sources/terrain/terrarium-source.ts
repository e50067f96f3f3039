import type { TerrainTiles } from '../../../contract/config.ts';
import { ExportError } from '../../../contract/errors.ts';
import type { SourceNote, TerrainSource } from '../source.ts';
import { modelExtent } from './model-extent.ts';
import { loadTiles, TileServiceError } from './tile-service.ts';

/**
 * Heights from Terrarium tile services: the first is asked, the next only when it fails; then a note says so.
 * The heights come at the finest zoom that the service has everywhere in the box, within a bounded number of tiles.
 */
export function terrariumSource(services: readonly TerrainTiles[]): TerrainSource {
  return {
    async load(bbox, context) {
      const extent = modelExtent(bbox);
      const failures: { service: TerrainTiles; error: TileServiceError }[] = [];
      for (const service of services) {
        try {
          const { grid, notes } = await loadTiles(service, extent, context);
          const replaced = failures.map((failed) => replacementNote(failed.service, failed.error, service));
          return { grid, sources: [sourceRecord(service)], notes: [...replaced, ...notes] };
        } catch (error) {
          if (!(error instanceof TileServiceError)) throw error;
          failures.push({ service, error });
        }
      }
      throw allFailed(failures);
    },
  };
}

function sourceRecord({ id, label, url, attribution, licence }: TerrainTiles) {
  return { id, label, origin: url, attribution, licence, fictional: false };
}

function replacementNote(failed: TerrainTiles, error: TileServiceError, used: TerrainTiles): SourceNote {
  return { note: `${failed.label} ${error.message}; heights are from ${used.label}`, count: 1 };
}

function allFailed(failures: readonly { service: TerrainTiles; error: TileServiceError }[]): ExportError {
  const causes = failures.map(({ service, error }) => `${service.label} ${error.message}`).join('; ');
  const offline = failures.every(({ error }) => error.unreachable);
  return new ExportError(
    {
      code: offline ? 'offline' : 'source-failed',
      message: `The ground heights could not be loaded: ${causes}.`,
      advice: offline
        ? 'Check the internet connection and try again, or choose flat ground, a height file or the sample city.'
        : 'Try again in a few minutes, or choose flat ground, a height file or the sample city.',
    },
    { cause: failures.at(-1)?.error },
  );
}
