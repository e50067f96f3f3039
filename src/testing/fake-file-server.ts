import type { ServerResponse } from 'node:http';
import { type FakeServer, play, type Scripted, type SeenRequest, startFakeServer } from './fake-server.ts';

/** The file until the connection breaks, or falls silent, after so many bytes. */
type PartOfFile = { readonly cutAfter: number } | { readonly stallAfter: number };

export type ScriptedDownload = Scripted | PartOfFile;

export interface FakeFilesOptions {
  readonly zip: Uint8Array<ArrayBuffer>;
  /** Whether the download tells its length. */
  readonly sized: boolean;
  /** Whether parts of the file can be asked for. */
  readonly ranges: boolean;
  /** Whether pages of other origins may read the files. */
  readonly cors: boolean;
}

export interface FakeFiles extends FakeServer {
  next(...answers: ScriptedDownload[]): void;
  /** Refuses every link from now on, as file stores refuse old ones. */
  expire(): void;
  /** From now on there is another file behind the links. */
  replace(zip: Uint8Array<ArrayBuffer>): void;
}

/** A file store: `/link/:id` redirects to a signed address, and no preflight is ever answered. */
export async function startFakeFiles(seen: SeenRequest[], options: FakeFilesOptions): Promise<FakeFiles> {
  const { sized, ranges, cors } = options;
  const script: ScriptedDownload[] = [];
  let { zip } = options;
  let version = 1;
  let expired = false;

  const server = await startFakeServer('files', seen, (request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(403).end();
    if (cors) response.setHeader('Access-Control-Allow-Origin', '*');
    const id = request.path.match(/^\/link\/(.+)$/)?.[1];
    const [next] = script;
    const part = isPart(next) ? next : undefined;
    if (next && !part) return play(script.shift() as Scripted, response);
    if (expired) return play({ status: 403, html: '<Error>Request has expired</Error>' }, response);
    if (id) return void response.writeHead(302, { Location: `/files/${id}.zip?signed=yes` }).end();
    if (part) script.shift();
    send(request, response, part);
  });

  function send({ method, headers }: SeenRequest, response: ServerResponse, part: PartOfFile | undefined): void {
    const from = ranges ? Number(headers.range?.match(/^bytes=(\d+)-$/)?.[1] ?? 0) : 0;
    if (from >= zip.length) return void response.writeHead(416, { 'Content-Range': `bytes */${zip.length}` }).end();
    response.writeHead(from > 0 ? 206 : 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="model.zip"',
      ETag: `"v${version}"`,
      'Last-Modified': new Date(Date.UTC(2024, 0, version)).toUTCString(),
      ...(sized && { 'Content-Length': zip.length - from }),
      ...(ranges && { 'Accept-Ranges': 'bytes' }),
      ...(from > 0 && { 'Content-Range': `bytes ${from}-${zip.length - 1}/${zip.length}` }),
    });
    if (method === 'HEAD') return void response.end();
    if (!part) return void response.end(zip.subarray(from));
    const cuts = 'cutAfter' in part;
    const length = cuts ? part.cutAfter : part.stallAfter;
    response.write(zip.subarray(from, from + length), () => cuts && setTimeout(() => response.destroy(), 50));
  }

  return {
    ...server,
    next: (...answers) => void script.push(...answers),
    expire: () => void (expired = true),
    replace: (other) => {
      zip = other;
      version++;
    },
  };
}

function isPart(scripted: ScriptedDownload | undefined): scripted is PartOfFile {
  return typeof scripted === 'object' && ('cutAfter' in scripted || 'stallAfter' in scripted);
}
