import * as v from 'valibot';

const url = v.pipe(v.string(), v.url());

/** The runtime configuration, `public/config.json`: services can be exchanged without a new build. */
export const AppConfigSchema = v.strictObject({
  /** MapLibre style of the base map. */
  mapStyle: url,
  /** Overpass interpreters: the first is asked, the next only when it fails. */
  overpass: v.pipe(v.array(url), v.nonEmpty()),
  /** Terrarium tile templates with `{z}`, `{x}`, `{y}`: the first is asked, the next only when it fails. */
  terrain: v.pipe(
    v.array(
      v.strictObject({
        id: v.string(),
        label: v.string(),
        url: v.string(),
        tileSize: v.picklist([256, 512]),
        /** Deepest zoom that exists everywhere, and the deepest that exists anywhere. */
        zoom: v.number(),
        maxZoom: v.number(),
        attribution: v.string(),
        licence: v.string(),
      }),
    ),
    v.nonEmpty(),
  ),
  /** Photon-compatible address search. */
  geocoder: v.strictObject({ url, attribution: v.string() }),
  /** The 3DCityLoader endpoint that the settings start with. */
  remoteEndpoint: url,
});

export type AppConfig = v.InferOutput<typeof AppConfigSchema>;

/** A Terrarium tile service. */
export type TerrainTiles = AppConfig['terrain'][number];
