import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ExportError } from '../../contract/errors.ts';
import { type ByteRange, byteRange } from './byte-range.ts';
import type { Artifact } from './export-service.ts';

/** Serves a ZIP: whole or a range of it, or only its headers. @throws ExportError `expired` where the file is gone */
export async function fileResponse(request: Request, artifact: Artifact): Promise<Response> {
  const file = await openFile(artifact);
  try {
    const { size, mtimeMs } = await file.stat();
    const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
    const headers = {
      ETag: etag,
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'private, no-cache',
      'Content-Disposition': contentDisposition(artifact.fileName),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    };
    if (isKnown(request, etag)) return await only(file, 304, headers);
    const range = rangeOf(request, etag, size);
    if (range === 'unsatisfiable') return await only(file, 416, { ...headers, 'Content-Range': `bytes */${size}` });
    return await part(file, request.method, size, range, headers);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function part(
  file: FileHandle,
  method: string,
  size: number,
  range: ByteRange | undefined,
  headers: Record<string, string>,
): Promise<Response> {
  const { first, last } = range ?? { first: 0, last: size - 1 };
  const status = range ? 206 : 200;
  const all = {
    ...headers,
    'Content-Type': 'application/zip',
    'Content-Length': String(last - first + 1),
    ...(range ? { 'Content-Range': `bytes ${first}-${last}/${size}` } : {}),
  };
  if (method === 'HEAD' || last < first) return only(file, status, all);
  const stream = file.createReadStream({ start: first, end: last, highWaterMark: 256 * 1024 });
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers: all });
}

/** An answer without content. */
async function only(file: FileHandle, status: number, headers: Record<string, string>): Promise<Response> {
  await file.close();
  return new Response(null, { status, headers });
}

function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  return known.some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
}

/** A range of another version of the file is not served: `If-Range` then asks for the whole. */
function rangeOf(request: Request, etag: string, size: number): ByteRange | 'unsatisfiable' | undefined {
  const condition = request.headers.get('if-range');
  if (condition !== null && condition !== etag) return undefined;
  return byteRange(request.headers.get('range') ?? undefined, size);
}

function contentDisposition(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

async function openFile({ path }: Artifact): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    const message = 'The export has expired: its ZIP is no longer there.';
    throw new ExportError({ code: 'expired', message, advice: 'Create the export again.' }, { cause });
  }
}
