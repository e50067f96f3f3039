import { type OverpassAnswer, parseOverpassJson } from '../osm/overpass-json.ts';
import type { SourceContext } from '../source.ts';

/** What a server answered, and which. */
export interface Answered {
  readonly endpoint: string;
  readonly answer: OverpassAnswer;
}

const NEW_LINE = 10;

/** The answer to a query that was kept; undefined where there is none. */
export async function keptAnswer(query: string, { cache }: SourceContext): Promise<Answered | undefined> {
  const kept = await cache?.get(keyOf(query));
  if (!kept) return undefined;
  const split = kept.indexOf(NEW_LINE);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { endpoint: text(kept.subarray(0, split)), answer: parseOverpassJson(text(kept.subarray(split + 1))) };
}

/** Keeps a complete answer behind a line that names its server, which the report names too. */
export async function keepAnswer(
  query: string,
  endpoint: string,
  answer: Uint8Array,
  { cache }: SourceContext,
): Promise<void> {
  if (!cache) return;
  const line = new TextEncoder().encode(`${endpoint}\n`);
  const bytes = new Uint8Array(line.length + answer.length);
  bytes.set(line);
  bytes.set(answer, line.length);
  await cache.put(keyOf(query), bytes);
}

function keyOf(query: string): string {
  return `overpass ${query}`;
}
