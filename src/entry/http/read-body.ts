import { ProtocolError } from './api-errors.ts';

export interface BodyLimits {
  /** The longest body in bytes. */
  readonly maxBodyBytes: number;
  /** Milliseconds until the whole body must have come. */
  readonly bodyTimeout: number;
}

/**
 * Reads a JSON body.
 * @throws ProtocolError 415 where it says to be something else, 413 over the limit, 408 where it does not come, 400 where it
 * is no JSON
 */
export async function readJsonBody(request: Request, limits: BodyLimits): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(type)) {
    throw new ProtocolError(415, 'The request must be JSON: send Content-Type: application/json.');
  }
  const text = new TextDecoder().decode(await readBytes(request, limits));
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ProtocolError(400, 'The body of the request is not valid JSON.');
    throw error;
  }
}

/**
 * Reads a whole body.
 * @throws ProtocolError 413 over the limit, 408 where it does not come
 */
export async function readBytes(
  request: Request,
  { maxBodyBytes, bodyTimeout }: BodyLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new ProtocolError(413, `The body of the request is over ${maxBodyBytes} bytes.`);
  if (Number(request.headers.get('content-length')) > maxBodyBytes) throw tooLarge();
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  const late = afterTimeout(bodyTimeout);
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late.promise]);
      if (done) return Buffer.concat(parts);
      length += value.length;
      if (length > maxBodyBytes) throw tooLarge();
      parts.push(value);
    }
  } finally {
    late.clear();
    reader.releaseLock();
  }
}

function afterTimeout(milliseconds: number): { promise: Promise<never>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_, reject) => {
    const late = () => reject(new ProtocolError(408, 'The body of the request did not come in time.'));
    timer = setTimeout(late, milliseconds);
  });
  return { promise, clear: () => clearTimeout(timer) };
}
