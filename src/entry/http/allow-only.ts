import type { Handler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { errorAnswer, ProtocolError } from './api-errors.ts';

/** Refuses every method that was not registered for an address before. */
export function allowOnly(methods: string): Handler {
  return (c) => {
    const { status, body } = errorAnswer(new ProtocolError(405, `${c.req.method} does nothing here: use ${methods}.`));
    return c.json(body, status as ContentfulStatusCode, { Allow: methods });
  };
}
