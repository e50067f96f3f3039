import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a fake server received it. */
export interface SeenRequest {
  readonly server: 'api' | 'files';
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer out of turn: a status with JSON or HTML, an id or status of another kind, a broken connection, or silence. */
export type Scripted =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly html?: string;
      readonly headers?: Record<string, string>;
    }
  | 'drop'
  /**
   * The export is created, and the connection breaks within the answer. (Before the first byte of it, Chromium sends any
   * request once more by itself where the connection was used before.)
   */
  | 'drop-answer'
  | 'silence';

export interface FakeServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** A real HTTP server on this computer whose requests are kept in `seen`. */
export async function startFakeServer(
  name: SeenRequest['server'],
  seen: SeenRequest[],
  answer: (request: SeenRequest, response: ServerResponse) => void,
): Promise<FakeServer> {
  const server = createServer(async (request, response) => {
    const received = await receive(name, request);
    seen.push(received);
    answer(received, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve, reject) => void server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

/** Gives a scripted answer. */
export function play(scripted: Scripted, response: ServerResponse): void {
  if (scripted === 'silence') return;
  if (scripted === 'drop') return void response.destroy();
  if (scripted === 'drop-answer') {
    response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': 100 });
    return void response.write('{', () => setTimeout(() => response.destroy(), 50));
  }
  response.writeHead(scripted.status, {
    'Content-Type': scripted.html === undefined ? 'application/json' : 'text/html',
    ...scripted.headers,
  });
  response.end(scripted.html ?? JSON.stringify(scripted.json ?? {}));
}

async function receive(server: SeenRequest['server'], request: IncomingMessage): Promise<SeenRequest> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return { server, method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
}
