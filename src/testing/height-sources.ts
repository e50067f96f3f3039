import { encode } from 'fast-png';
import type { Fetch, SourceContext } from '../engine/sources/source.ts';
import { mercatorLat, mercatorLon } from '../geo/mercator.ts';

/** Height in metres at a position in degrees. */
export type HeightAt = (lon: number, lat: number) => number;

/** What a terrain source needs, with a log of its progress; the network does not answer unless it is given. */
export function sourceContext(given: Partial<SourceContext> = {}): SourceContext & { steps: [number, number][] } {
  const steps: [number, number][] = [];
  return {
    signal: new AbortController().signal,
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    sleep: async (_, signal) => signal.throwIfAborted(),
    progress: (done, total) => steps.push([done, total]),
    steps,
    ...given,
  };
}

/** A Terrarium tile as PNG, each pixel the height at its centre. */
export function terrariumPng(
  height: HeightAt,
  size: number,
  zoom: number,
  x: number,
  y: number,
): Uint8Array<ArrayBuffer> {
  const pixels = size * 2 ** zoom;
  const data = new Uint8Array(3 * size * size);
  for (let i = 0; i < size * size; i++) {
    const lon = mercatorLon((x * size + (i % size) + 0.5) / pixels);
    const lat = mercatorLat((y * size + Math.floor(i / size) + 0.5) / pixels);
    const value = Math.round((height(lon, lat) + 32_768) * 256);
    data.set([value >> 16, value >> 8, value], 3 * i);
  }
  return new Uint8Array(encode({ width: size, height: size, channels: 3, data }));
}

/** A file of heights in the form of SRTM: 16-bit whole metres from the north-west on. */
export function hgtBytes(height: HeightAt, west: number, south: number, samples: 1201 | 3601): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * samples * samples);
  const view = new DataView(bytes.buffer);
  for (let row = 0; row < samples; row++) {
    const lat = south + 1 - row / (samples - 1);
    for (let column = 0; column < samples; column++) {
      view.setInt16(2 * (row * samples + column), Math.round(height(west + column / (samples - 1), lat)));
    }
  }
  return bytes;
}

/** A tile service that answers `https://<host>/<zoom>/<x>/<y>` from memory. */
export interface FakeTiles {
  readonly fetch: Fetch;
  /** `host/zoom/x/y` of each request, in order. */
  readonly asked: string[];
  /** The most requests that were under way at once. */
  mostAtOnce(): number;
}

/** Serves tiles; `answer` returns the tile's bytes or an HTTP status, or throws as `fetch` does. */
export function fakeTiles(
  answer: (host: string, zoom: number, x: number, y: number) => Uint8Array<ArrayBuffer> | number,
): FakeTiles {
  const asked: string[] = [];
  let running = 0;
  let most = 0;
  const fetch: Fetch = async (url, init) => {
    init?.signal?.throwIfAborted();
    const { host, pathname } = new URL(url);
    const [zoom, x, y] = pathname.slice(1).split('/').map(Number) as [number, number, number];
    asked.push(`${host}/${zoom}/${x}/${y}`);
    most = Math.max(most, ++running);
    try {
      await new Promise((resolve) => setTimeout(resolve, 1));
      init?.signal?.throwIfAborted();
      const given = answer(host, zoom, x, y);
      return typeof given === 'number' ? new Response(null, { status: given }) : new Response(given);
    } finally {
      running--;
    }
  };
  return { fetch, asked, mostAtOnce: () => most };
}
