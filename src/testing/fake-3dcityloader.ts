import type { ServerResponse } from 'node:http';
import { type ScriptedDownload, startFakeFiles } from './fake-file-server.ts';
import { bodyErrors } from './fake-loader-body.ts';
import { play, type Scripted, type SeenRequest, startFakeServer } from './fake-server.ts';

type Permission = 'export.create' | 'export.read' | 'export.pay';

export interface FakeLoaderOptions {
  /** Permissions per token. */
  readonly tokens?: Readonly<Record<string, readonly Permission[]>>;
  /** Status requests that find an export `pending` or `processing` before it is `done`. */
  readonly polls?: number;
  readonly zip?: Uint8Array<ArrayBuffer>;
  /** Whether every export costs money, which needs `export.pay`. */
  readonly chargeable?: boolean;
  /** Whether the download tells its length. */
  readonly sized?: boolean;
  /** Whether parts of the download can be asked for. */
  readonly ranges?: boolean;
  /** Whether pages of other origins may use the API. */
  readonly apiCors?: boolean;
  /** Whether pages of other origins may read the downloads. */
  readonly filesCors?: boolean;
}

export interface FakeLoader {
  readonly endpoint: string;
  /** The origin of the download server. */
  readonly files: string;
  readonly seen: readonly SeenRequest[];
  /** How many exports were really created. */
  created(): number;
  /** Answers the next request of a step out of turn; several are used up in their order. */
  next(step: 'create' | 'status', ...answers: Scripted[]): void;
  next(step: 'download', ...answers: ScriptedDownload[]): void;
  /** Forgets every export: neither its status nor its file can be had any longer. */
  expire(): void;
  /** Puts another file behind the links. */
  replaceZip(zip: Uint8Array<ArrayBuffer>): void;
  close(): Promise<void>;
}

const EMPTY_ZIP = new Uint8Array([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]);
const ALL: readonly Permission[] = ['export.create', 'export.read', 'export.pay'];

/** A strict stand-in for 3DCityLoader: two real HTTP servers on this computer, one for the API and one for the files. */
export async function startFakeLoader(options: FakeLoaderOptions = {}): Promise<FakeLoader> {
  const { tokens = { 'good-token': ALL }, polls = 2, chargeable = false, apiCors = true } = options;
  const { zip = EMPTY_ZIP, sized = true, ranges = true, filesCors = true } = options;
  const script = { create: [] as Scripted[], status: [] as Scripted[] };
  const seen: SeenRequest[] = [];
  const asked = new Map<string, number>();
  const expired = new Set<string>();
  const files = await startFakeFiles(seen, { zip, sized, ranges, cors: filesCors });

  const api = await startFakeServer('api', seen, (request, response) => {
    if (apiCors) response.setHeaders(CORS_HEADERS);
    if (request.method === 'OPTIONS') return json(response, apiCors ? 204 : 405);
    const step = request.method === 'POST' ? 'create' : 'status';
    const scripted = script[step].shift();
    if (scripted === 'drop-answer') asked.set(nextId(), 0);
    if (scripted) return play(scripted, response);
    const refused = refusal(request, step);
    if (refused) return json(response, refused.status, { message: refused.message, errors: refused.errors });
    return step === 'create' ? create(response) : status(request, response);
  });

  const nextId = () => String(asked.size + 42);

  function refusal({ headers, body, path }: SeenRequest, step: 'create' | 'status'): Refused | undefined {
    const permissions = tokens[headers.authorization?.replace(/^Bearer /, '') ?? ''];
    if (!permissions) return { status: 401, message: 'Unauthenticated.' };
    if (headers.accept !== 'application/json' || headers['content-type'] !== 'application/json') {
      return { status: 415, message: 'Only JSON is spoken here.' };
    }
    if (step === 'create' && path !== '/api/export/simple') return { status: 404, message: 'No such address.' };
    const needed: Permission[] = step === 'status' ? ['export.read'] : ['export.create'];
    if (step === 'create' && chargeable) needed.push('export.pay');
    const missing = needed.find((permission) => !permissions.includes(permission));
    if (missing) return { status: 403, message: `The token lacks ${missing}.` };
    return step === 'create' ? invalidBody(body) : undefined;
  }

  function create(response: ServerResponse): void {
    const id = nextId();
    asked.set(id, 0);
    json(response, 201, { id });
  }

  function status({ path }: SeenRequest, response: ServerResponse): void {
    const id = path.match(/^\/api\/export\/(.+)$/)?.[1] ?? '';
    const count = asked.get(id);
    if (count === undefined || expired.has(id)) {
      json(response, 404, { message: 'No such export.' });
      return;
    }
    asked.set(id, count + 1);
    const done = { id, status: 'done', download_url: `${files.origin}/link/${id}` };
    const running = { id, status: count === 0 ? 'pending' : 'processing', price: null };
    json(response, 200, count < polls ? running : done);
  }

  return {
    endpoint: `${api.origin}/api`,
    files: files.origin,
    seen,
    created: () => asked.size,
    next: (step: 'create' | 'status' | 'download', ...answers: ScriptedDownload[]) =>
      step === 'download' ? files.next(...answers) : void script[step].push(...(answers as Scripted[])),
    expire: () => {
      for (const id of asked.keys()) expired.add(id);
      files.expire();
    },
    replaceZip: files.replace,
    close: async () => void (await Promise.all([api.close(), files.close()])),
  };
}

const CORS_HEADERS = new Map([
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Allow-Headers', 'Authorization, Accept, Content-Type'],
  ['Access-Control-Expose-Headers', 'Retry-After'],
]);

interface Refused {
  readonly status: number;
  readonly message: string;
  readonly errors?: Record<string, string[]>;
}

function invalidBody(text: string): Refused | undefined {
  const errors = bodyErrors(JSON.parse(text) as Record<string, unknown>);
  const isInvalid = Object.keys(errors).length > 0;
  return isInvalid ? { status: 422, message: 'The given data was invalid.', errors } : undefined;
}

function json(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
