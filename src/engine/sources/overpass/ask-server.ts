import { collect, streamChunks } from '../osm/byte-stream.ts';
import { isIncomplete, type OverpassAnswer, parseOverpassJson } from '../osm/overpass-json.ts';
import type { SourceContext } from '../source.ts';
import { classifyRefusal, classifyRemark, OverpassTrouble, SILENCE_SECONDS } from './errors.ts';
import { secondsUntilSlot, statusUrl } from './server-status.ts';

/**
 * Asks one server once. Gives its answer, also as the bytes that came.
 * The query goes as a form and without headers of our own, so that browsers need no preflight request.
 * @throws OverpassTrouble where the server does not give a complete answer; the signal's reason on abort
 */
export async function askServer(
  endpoint: string,
  query: string,
  context: SourceContext,
): Promise<{ answer: OverpassAnswer; bytes: Uint8Array }> {
  const form = new URLSearchParams({ data: query });
  const { status, text, bytes } = await exchange(endpoint, { method: 'POST', body: form }, context);
  if (status !== 200 || text.trimStart().startsWith('<')) {
    const [kind, detail] = classifyRefusal(status, text);
    const wait = kind === 'rate-limited' ? await askedWait(endpoint, context) : 0;
    throw new OverpassTrouble(kind, endpoint, detail, wait);
  }
  const answer = parseAnswer(endpoint, text);
  if (isIncomplete(answer)) throw new OverpassTrouble(classifyRemark(answer.remark!), endpoint, answer.remark);
  return { answer, bytes };
}

function parseAnswer(endpoint: string, text: string): OverpassAnswer {
  try {
    return parseOverpassJson(text);
  } catch (cause) {
    const kind = text.trimStart().startsWith('{') && cause instanceof SyntaxError ? 'broken-off' : 'not-overpass';
    throw new OverpassTrouble(kind, endpoint, '', 0, { cause });
  }
}

/** Seconds that the server's status page asks to wait; 0 where it does not tell. */
async function askedWait(endpoint: string, context: SourceContext): Promise<number> {
  const quiet: SourceContext = { ...context, progress: () => undefined };
  try {
    const { status, text } = await exchange(statusUrl(endpoint), {}, quiet);
    return (status === 200 && secondsUntilSlot(text)) || 0;
  } catch (thrown) {
    if (thrown instanceof OverpassTrouble) return 0;
    throw thrown;
  }
}

/**
 * One request with its whole answer. Progress has no total: servers pack their answers, and browsers show
 * the packed size beside the unpacked bytes.
 */
async function exchange(url: string, init: RequestInit, { fetch, signal, progress }: SourceContext) {
  const silence = silenceLimit();
  let answered = false;
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, silence.signal]) });
    answered = true;
    let received = 0;
    const body = response.body ? streamChunks(response.body) : [];
    const chunks = observed(body, (length) => {
      silence.restart();
      received += length;
      progress(received, 0);
    });
    const bytes = await collect(chunks);
    return { status: response.status, text: new TextDecoder().decode(bytes), bytes };
  } catch (cause) {
    signal.throwIfAborted();
    if (silence.signal.aborted) throw new OverpassTrouble('silent', url, '', 0, { cause });
    if (answered || cause instanceof TypeError) {
      throw new OverpassTrouble(answered ? 'broken-off' : 'offline', url, '', 0, { cause });
    }
    throw cause;
  } finally {
    silence.end();
  }
}

async function* observed(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onChunk: (length: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onChunk(chunk.length);
    yield chunk;
  }
}

/** A signal that aborts when nothing has come for {@link SILENCE_SECONDS}. */
function silenceLimit() {
  const controller = new AbortController();
  const start = () => setTimeout(() => controller.abort(), SILENCE_SECONDS * 1000);
  let timer = start();
  return {
    signal: controller.signal,
    restart: () => {
      clearTimeout(timer);
      timer = start();
    },
    end: () => clearTimeout(timer),
  };
}
