import { FORMATS } from '../../contract/formats.ts';
import { LAYERS } from '../../contract/layers.ts';
import { SOFTWARE } from '../../engine/software.ts';
import { capabilitiesWith, terrainChoices } from '../node/resolve-for-sources.ts';
import { isFeaturesName, isTerrainName, type SourceNames } from '../node/source-names.ts';
import type { ApiLimits } from './api-limits.ts';
import { PERMISSIONS } from './tokens.ts';

/** What `GET /api` says of the server. Names no file of it. */
export function describeApi(base: string, sources: SourceNames, limits: ApiLimits) {
  const { data, maxAreaKm2 } = capabilitiesWith(sources);
  return {
    name: SOFTWARE.name,
    version: SOFTWARE.version,
    description: 'Simple Export API: 3D city models from open data. POST a request, poll its status, fetch the ZIP.',
    links: {
      self: `${base}/api`,
      openapi: `${base}/api/openapi.json`,
      create: `${base}/api/export/simple`,
      status: `${base}/api/export/{id}`,
      download: `${base}/api/export/{id}/download`,
    },
    authentication: { scheme: 'Bearer', permissions: PERMISSIONS },
    formats: named(FORMATS),
    layers: named(LAYERS),
    sources: {
      data: {
        default: isFeaturesName(sources.features) ? sources.features : 'file',
        choices: data.map(({ id, label, description, fictional, maxAreaKm2: limit }) => {
          return { id, label, description, fictional, max_area_km2: limit };
        }),
      },
      terrain: {
        default: sources.terrain.every(isTerrainName) ? sources.terrain[0] : 'file',
        choices: terrainChoices(sources),
      },
      note:
        'A request without options.data gets the default, “file” being a file of this server that has no name of its own; ' +
        'one with options.data “sample” gets the sample city with its own hills. Other data than named here is refused.',
    },
    limits: {
      max_area_km2: maxAreaKm2,
      max_body_bytes: limits.maxBodyBytes,
      creates_per_minute_per_token: limits.createsPerMinute,
      requests_per_second_per_token: limits.requestsPerSecond,
    },
  };
}

function named<Info extends object>(table: Readonly<Record<string, Info>>): (Info & { readonly id: string })[] {
  return Object.entries(table).map(([id, info]) => ({ id, ...info }));
}
