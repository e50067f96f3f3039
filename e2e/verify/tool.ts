import { spawnSync } from 'node:child_process';

/** What a judge says of a file. */
export interface Verdict {
  readonly check: string;
  readonly state: 'PASS' | 'FAIL' | 'SKIP';
  readonly detail: string;
}

/** Thrown where a program that judges files is not installed. */
export class MissingTool extends Error {
  override readonly name = 'MissingTool';
}

/** Runs a program and gives what it printed. A time limit of five minutes. @throws MissingTool where it is not installed */
export function runTool(command: string, ...args: string[]): { readonly code: number; readonly text: string } {
  const run = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 28,
  });
  if (run.error && 'code' in run.error && run.error.code === 'ENOENT') throw new MissingTool(command);
  return { code: run.status ?? -1, text: `${run.stdout}${run.stderr}` };
}

/** Runs a Python program that needs a module. @throws MissingTool where the module or Python is not installed */
export function runPython(module: string, program: string, ...args: string[]): { code: number; text: string } {
  for (const python of ['/usr/bin/python3', 'python3']) {
    const found = runTool(python, '-c', `import ${module}`);
    if (found.code === 0) return runTool(python, '-c', program, ...args);
  }
  throw new MissingTool(`Python's ${module}`);
}

/** The number after some words in a program's output, or NaN. */
export function numberAfter(text: string, words: RegExp): number {
  const found = new RegExp(`${words.source}\\s*[:=]?\\s*(-?[\\d.]+(?:e[+-]?\\d+)?)`, 'i').exec(text);
  return found ? Number(found[1]) : Number.NaN;
}

/** A verdict from a condition. */
export function verdict(check: string, passes: boolean, detail: string): Verdict {
  return { check, state: passes ? 'PASS' : 'FAIL', detail };
}
