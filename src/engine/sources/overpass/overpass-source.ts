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
 * after the pause it wants, and the next only when it fails. What is kept waits for no request.
 * `load` throws an ExportError that names each server with what went wrong there.
 * @param endpoints URLs of Overpass interpreters
 */
export function overpassSource(endpoints: readonly string[]): FeatureSource {
  const kept = new Map<string, FeatureResult>();
  const inTurn = oneAtATime();

  const remember = (key: string, result: FeatureResult): FeatureResult => {
    kept.delete(key);
    kept.set(key, result);
    for (const oldest of [...kept.keys()].slice(0, -KEPT_ANSWERS)) kept.delete(oldest);
    return result;
  };

  const known = async (key: string, query: string, context: SourceContext): Promise<FeatureResult | undefined> => {
    const result = kept.get(key);
    if (result) return remember(key, result);
    const answered = await keptAnswer(query, context);
    context.signal.throwIfAborted();
    return answered && remember(key, toResult(answered));
  };

  return {
    async load(bbox, context) {
      const key = bbox.join();
      const query = overpassQuery(bbox);
      const ask = async () => remember(key, toResult(await askAndKeep(endpoints, query, context)));
      // Asked again in its turn: whoever was first may have brought it meanwhile.
      const askInTurn = () => inTurn(async () => (await known(key, query, context)) ?? ask(), context.signal);
      return (await known(key, query, context)) ?? askInTurn();
    },
  };
}

function toResult({ endpoint, answer }: Answered): FeatureResult {
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
