import process from 'node:process';

/** A line of the log: what happened, with plain facts. Never tokens, keys, addresses or coordinates. */
export interface LogEvent {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly [fact: string]: string | number | boolean | readonly string[] | undefined;
}

export type Log = (event: LogEvent) => void;

/** One line of JSON per event on standard output. */
export const logToStdout: Log = (event) => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`);
};

/** Where something unforeseen happened: its kind and place, without its message, which may repeat what a client sent. */
export function errorFacts(thrown: unknown): { error: string; code?: string; stack: readonly string[] } {
  if (!(thrown instanceof Error)) return { error: typeof thrown, stack: [] };
  const code = (thrown as NodeJS.ErrnoException).code;
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: thrown.name,
    ...(typeof code === 'string' ? { code } : {}),
    stack: frames.map((line) => line.trim()),
  };
}
