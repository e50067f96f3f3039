import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

type Permission = 'export.create' | 'export.read' | 'export.pay';

/** An answer out of turn: a status with JSON or HTML, an id or status of another kind, a broken connection, or silence. */
export type Scripted =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly html?: string;
      readonly headers?: Record<string, string>;
    }
  | 'drop'
  /** The export is created, and the connection breaks before the answer. */
  | 'drop-answer'
  | 'silence';

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
}

interface SeenRequest {
  readonly server: 'api' | 'files';
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface FakeLoader {
  readonly endpoint: string;
  /** The origin of the download server. */
  readonly files: string;
  readonly seen: readonly SeenRequest[];
  /** How many exports were really created. */
  created(): number;
  /** Answers the next request of a step out of turn; several are used up in their order. */
  next(step: 'create' | 'status' | 'download', ...answers: Scripted[]): void;
  close(): Promise<void>;
}

const FIELDS = new Set(['bbox', 'center', 'address', 'size', 'format', 'include', 'separate_files']);
const EMPTY_ZIP = new Uint8Array([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]);
const ALL: readonly Permission[] = ['export.create', 'export.read', 'export.pay'];

/** A strict stand-in for 3DCityLoader: two real HTTP servers on this computer, one for the API and one for the files. */
export async function startFakeLoader(options: FakeLoaderOptions = {}): Promise<FakeLoader> {
  const { tokens = { 'good-token': ALL }, polls = 2, zip = EMPTY_ZIP, chargeable = false, sized = true } = options;
  const script = { create: [] as Scripted[], status: [] as Scripted[], download: [] as Scripted[] };
  const seen: SeenRequest[] = [];
  const asked = new Map<string, number>();

  const api = createServer(async (request, response) => {
    seen.push(await record('api', request));
    const step = request.method === 'POST' ? 'create' : 'status';
    if (request.method === 'OPTIONS') return json(response, 204);
    const scripted = script[step].shift();
    if (scripted === 'drop-answer') asked.set(nextId(), 0);
    if (scripted) return play(scripted, response);
    const refused = refusal(request, seen.at(-1)!.body, step);
    if (refused) return json(response, refused.status, { message: refused.message, errors: refused.errors });
    if (step === 'create') return create(response);
    return status(request, response);
  });

  const nextId = () => String(asked.size + 42);

  function refusal(request: IncomingMessage, body: string, step: 'create' | 'status'): Refused | undefined {
    const permissions = tokens[request.headers.authorization?.replace(/^Bearer /, '') ?? ''];
    if (!permissions) return { status: 401, message: 'Unauthenticated.' };
    if (request.headers.accept !== 'application/json' || request.headers['content-type'] !== 'application/json') {
      return { status: 415, message: 'Only JSON is spoken here.' };
    }
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

  function status(request: IncomingMessage, response: ServerResponse): void {
    const id = request.url?.match(/^\/api\/export\/(.+)$/)?.[1] ?? '';
    const count = asked.get(id);
    if (count === undefined) {
      json(response, 404, { message: 'No such export.' });
      return;
    }
    asked.set(id, count + 1);
    const done = { id, status: 'done', download_url: `${origin(files)}/link/${id}` };
    const running = { id, status: count === 0 ? 'pending' : 'processing', price: null };
    json(response, 200, count < polls ? running : done);
  }

  const files = createServer(async (request, response) => {
    seen.push(await record('files', request));
    const scripted = script.download.shift();
    if (scripted) return play(scripted, response);
    const id = request.url?.match(/^\/link\/(.+)$/)?.[1];
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (id) return void response.writeHead(302, { Location: `/files/${id}.zip?signed=yes` }).end();
    response.writeHead(200, { 'Content-Type': 'application/zip', ...(sized && { 'Content-Length': zip.length }) });
    for (let from = 0; from < zip.length; from += 65_536) response.write(zip.subarray(from, from + 65_536));
    response.end();
  });

  await Promise.all([listen(api), listen(files)]);
  return {
    endpoint: `${origin(api)}/api`,
    files: origin(files),
    seen,
    created: () => asked.size,
    next: (step, ...answers) => void script[step].push(...answers),
    close: async () => void (await Promise.all([stop(api), stop(files)])),
  };
}

interface Refused {
  readonly status: number;
  readonly message: string;
  readonly errors?: Record<string, string[]>;
}

function invalidBody(text: string): Refused | undefined {
  const body = JSON.parse(text) as Record<string, unknown>;
  const errors: Record<string, string[]> = {};
  for (const field of Object.keys(body)) if (!FIELDS.has(field)) errors[field] = ['is not a known field'];
  if (!body.bbox && !body.center && !body.address) errors.bbox = ['one of bbox, center, address is required'];
  if (body.size && body.bbox) errors.size = ['only with center or address'];
  const isInvalid = Object.keys(errors).length > 0;
  return isInvalid ? { status: 422, message: 'The given data was invalid.', errors } : undefined;
}

function play(scripted: Scripted, response: ServerResponse): void {
  if (scripted === 'silence') return;
  if (typeof scripted === 'string') {
    response.destroy();
    return;
  }
  response.writeHead(scripted.status, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'Retry-After',
    'Content-Type': scripted.html === undefined ? 'application/json' : 'text/html',
    ...scripted.headers,
  });
  response.end(scripted.html ?? JSON.stringify(scripted.json ?? {}));
}

function json(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Authorization, Accept, Content-Type',
    'Access-Control-Expose-Headers': 'Retry-After',
    'Content-Type': 'application/json',
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function record(server: SeenRequest['server'], request: IncomingMessage): Promise<SeenRequest> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return { server, method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve));
}

function origin(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => void server.close((error) => (error ? reject(error) : resolve())));
}
