import process from 'node:process';
import { parseArgs } from 'node:util';
import { PERMISSIONS, type Permission, type TokenRecord, tokensIn } from './http/tokens.ts';
import { dataFolder } from './node/data-folder.ts';

const USAGE = `Usage: npm run --silent token -- COMMAND

  create --permissions export.create,export.read [--expires 30d]
                 makes a token and prints it alone on the last line; it cannot be shown again
  list           all tokens: id, permissions, when they were made and end; never the tokens themselves
  revoke ID      ends a token; a running server notices at once

Permissions: ${PERMISSIONS.join(', ')} (this server never charges)
--expires takes a number of hours, days or weeks: 12h, 30d, 8w. Without it the token does not expire.
Tokens are kept, hashed, in the data folder: CITYCLIP_DATA, or the place where the system keeps a user's data.
`;

/** A mistake in the command line: exit code 2. */
class UsageError extends Error {}

const HOURS = { h: 1, d: 24, w: 168 } as const;
const tokens = tokensIn(dataFolder());

try {
  process.stdout.write(await run(process.argv.slice(2)));
} catch (error) {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`${(error as Error).message}\n${isUsage ? 'See --help.\n' : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}

async function run(args: readonly string[]): Promise<string> {
  const { values, positionals } = parse(args);
  const [command, id, ...more] = positionals;
  if (values.help) return USAGE;
  if (command === 'create' && id === undefined) return create(values);
  if (command === 'list' && id === undefined) return list();
  if (command === 'revoke' && id !== undefined && more.length === 0) return revoke(id);
  throw new UsageError(command ? `“${positionals.join(' ')}” is no command.` : 'Say what to do.');
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { permissions: { type: 'string' }, expires: { type: 'string' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function create(values: { permissions?: string; expires?: string }): Promise<string> {
  if (!values.permissions) throw new UsageError(`Say what the token may do: --permissions ${PERMISSIONS.join(',')}`);
  const permissions = values.permissions.split(',').map((name) => permission(name.trim()));
  const { token, record } = await tokens.create(permissions, values.expires ? inFuture(values.expires) : undefined);
  return `${line(record)}\n${token}\n`;
}

async function list(): Promise<string> {
  const records = await tokens.list();
  return records.length === 0 ? 'There are no tokens.\n' : `${records.map(line).join('\n')}\n`;
}

async function revoke(id: string): Promise<string> {
  if (!(await tokens.revoke(id))) throw new Error(`There is no token ${id}: “list” shows which there are.`);
  return `Token ${id} is revoked.\n`;
}

function line({ id, permissions, created, expires, revoked }: TokenRecord): string {
  const isOver = expires !== undefined && Date.parse(expires) <= Date.now();
  const end = revoked ? `revoked ${revoked}` : expires ? `${isOver ? 'expired' : 'expires'} ${expires}` : 'no expiry';
  return [id, permissions.join(','), `created ${created}`, end].join('  ');
}

function permission(name: string): Permission {
  const known = PERMISSIONS.find((one) => one === name);
  if (known) return known;
  throw new UsageError(`“${name}” is no permission; there are ${PERMISSIONS.join(', ')}.`);
}

function inFuture(text: string): Date {
  const [, number, unit] = /^(\d{1,5})([hdw])$/.exec(text) ?? [];
  if (!Number(number))
    throw new UsageError(`--expires needs a number of hours, days or weeks such as 30d, not “${text}”.`);
  return new Date(Date.now() + Number(number) * HOURS[unit as keyof typeof HOURS] * 3_600_000);
}
