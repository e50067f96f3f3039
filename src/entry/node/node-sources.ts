import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AppConfig } from '../../contract/config.ts';
import { ExportError } from '../../contract/errors.ts';
import { featureSources, terrainSources } from '../../engine/engine.ts';
import { fileSource } from '../../engine/sources/osm/file-source.ts';
import type { FeatureSource, Fetch, TerrainSource } from '../../engine/sources/source.ts';
import { hgtSource } from '../../engine/sources/terrain/hgt-source.ts';
import { isFeaturesName, isTerrainName } from './source-names.ts';

/** The feature source that a name or a path stands for. */
export async function featuresFrom(source: string, config: AppConfig): Promise<FeatureSource> {
  if (isFeaturesName(source)) return featureSources(config)[source];
  return fileSource(await bytesOf(source), basename(source));
}

/** The terrain source that a name or paths stand for. */
export async function terrainFrom(sources: readonly string[], config: AppConfig): Promise<TerrainSource> {
  const [first] = sources;
  if (first !== undefined && isTerrainName(first)) return terrainSources(config)[first];
  return hgtSource(
    await Promise.all(sources.map(async (path) => ({ name: basename(path), bytes: await bytesOf(path) }))),
  );
}

/** `fetch` that says who asks: public services refuse programs that do not. */
export function namedFetch(name: string): Fetch {
  return (url, init) => fetch(url, { ...init, headers: { ...init?.headers, 'User-Agent': name } });
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ExportError(
      {
        code: 'bad-file',
        message: missing ? `There is no file ${path}.` : `${path} cannot be read: ${(cause as Error).message}`,
        advice: 'Check the path.',
      },
      { cause },
    );
  }
}
