import type { Bbox } from '../../../geo/bbox.ts';
import { OSM_ATTRIBUTION, OSM_LICENCE } from '../osm/osm-licence.ts';
import { overpassData } from '../osm/overpass-json.ts';
import type { FeatureResult, FeatureSource, SourceContext } from '../source.ts';
import { askServer } from './ask-server.ts';
import { OverpassTrouble, overpassFailure } from './errors.ts';
import { type Answered, keepAnswer, keptAnswer } from './kept-answer.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { overpassQuery } from './query.ts';

/** Requests per `load`, whatever happens. */
const MAX_ATTEMPTS = 3;
/** Seconds that are worth waiting for the same server. */
const MAX_WAIT = 60;
/** Answers that are kept, so that another format of the same area asks nothing again. */
const KEPT_ANSWERS = 4;

/**
 * Features from OpenStreetMap by way of Overpass servers. One request at a time; the first server is asked, once more
 * after the pause it wants, and the next only when it fails.
 * `load` throws an ExportError that names each server with what went wrong there.
 * @param endpoints URLs of Overpass interpreters
 */
export function overpassSource(endpoints: readonly string[]): FeatureSource {
  const kept = new Map<string, FeatureResult>();
  const inTurn = oneAtATime();
  return {
    load: (bbox, context) =>
      inTurn(async () => {
        const key = bbox.join();
        const result = kept.get(key) ?? (await loadBox(endpoints, bbox, context));
        kept.delete(key);
        kept.set(key, result);
        for (const oldest of [...kept.keys()].slice(0, -KEPT_ANSWERS)) kept.delete(oldest);
        return result;
      }, context.signal),
  };
}

async function loadBox(endpoints: readonly string[], bbox: Bbox, context: SourceContext): Promise<FeatureResult> {
  const query = overpassQuery(bbox);
  const { endpoint, answer } = (await keptAnswer(query, context)) ?? (await askAndKeep(endpoints, query, context));
  const { data, notes, timestamp } = overpassData(answer);
  const nothing = { note: 'OpenStreetMap holds nothing mapped in this box', count: 1 };
  return {
    data,
    source: {
      id: 'overpass',
      label: 'OpenStreetMap, by way of an Overpass server',
      origin: endpoint,
      ...(timestamp !== undefined && { timestamp }),
      attribution: OSM_ATTRIBUTION,
      licence: OSM_LICENCE,
      fictional: false,
    },
    notes: answer.elements.length === 0 ? [...notes, nothing] : notes,
  };
}

async function askAndKeep(endpoints: readonly string[], query: string, context: SourceContext): Promise<Answered> {
  const { endpoint, answer, bytes } = await ask(endpoints, query, context);
  await keepAnswer(query, endpoint, bytes, context);
  return { endpoint, answer };
}

async function ask(
  endpoints: readonly string[],
  query: string,
  context: SourceContext,
): Promise<Answered & { bytes: Uint8Array }> {
  const troubles: OverpassTrouble[] = [];
  const waiting = [...endpoints];
  for (let endpoint = waiting.shift(); endpoint && troubles.length < MAX_ATTEMPTS; ) {
    try {
      return { endpoint, ...(await askServer(endpoint, query, context)) };
    } catch (thrown) {
      if (!(thrown instanceof OverpassTrouble)) throw thrown;
      troubles.push(thrown);
      const pause = troubles.length === 1 ? thrown.repeatAfter : undefined;
      if (pause !== undefined && pause <= MAX_WAIT) await context.sleep(pause * 1000, context.signal);
      else endpoint = thrown.rule.tryNext ? waiting.shift() : undefined;
    }
  }
  throw overpassFailure(troubles);
}
