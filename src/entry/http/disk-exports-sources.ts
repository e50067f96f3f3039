import { access, constants } from 'node:fs/promises';
import { ExportError } from '../../contract/errors.ts';
import { isFeaturesName, isTerrainName, type SourceNames } from '../node/source-names.ts';
import type { WorkerSettings } from './export-pool-messages.ts';

/** The files among the server's sources. */
export function ownFiles({ features, terrain = [] }: Partial<SourceNames>): Omit<WorkerSettings, 'config'> {
  const terrainFiles = terrain.filter((source) => !isTerrainName(source));
  return features === undefined || isFeaturesName(features)
    ? { terrainFiles }
    : { featuresFile: features, terrainFiles };
}

/** @throws ExportError `bad-file` where a file of the server's cannot be read: better at the start than at every export */
export async function checkFiles(sources: Partial<SourceNames>): Promise<void> {
  const { featuresFile, terrainFiles } = ownFiles(sources);
  for (const path of [featuresFile, ...terrainFiles]) {
    if (path === undefined) continue;
    await access(path, constants.R_OK).catch((cause) => {
      throw new ExportError(
        {
          code: 'bad-file',
          message: `The server's source ${path} cannot be read: ${(cause as Error).message}.`,
          advice: 'Check CITYCLIP_FEATURES and CITYCLIP_TERRAIN.',
        },
        { cause },
      );
    });
  }
}
