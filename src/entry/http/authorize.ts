import { ExportError } from '../../contract/errors.ts';
import type { Permission, TokenOwner, Tokens } from './tokens.ts';

const PURPOSE: Readonly<Record<Permission, string>> = {
  'export.create': 'create exports',
  'export.read': 'view and download exports',
  'export.pay': 'pay for exports',
};

const REFUSED = {
  unknown: ['The token is not known here.', 'Check it; whoever runs this server can make one.'],
  expired: ['The token has expired.', 'Ask whoever runs this server for a new one.'],
  revoked: ['The token was revoked.', 'Ask whoever runs this server for a new one.'],
} as const;

/**
 * Who sends a request.
 * @param header its `Authorization`
 * @throws ExportError `unauthorized` without an accepted token
 */
export function authenticate(header: string | undefined, tokens: Tokens): TokenOwner {
  const [, token] = /^Bearer +(\S+) *$/i.exec(header ?? '') ?? [];
  if (!token) throw unauthorized('A token is needed.', 'Send Authorization: Bearer TOKEN.');
  const owner = tokens.check(token);
  if (typeof owner === 'string') throw unauthorized(REFUSED[owner][0], REFUSED[owner][1]);
  return owner;
}

/** @throws ExportError `forbidden` naming the permission */
export function requirePermission({ permissions }: TokenOwner, permission: Permission): void {
  if (permissions.includes(permission)) return;
  throw new ExportError({
    code: 'forbidden',
    message: `The token may not ${PURPOSE[permission]}: it lacks the permission ${permission}.`,
    advice: 'Use a token that has it.',
  });
}

function unauthorized(message: string, advice: string): ExportError {
  return new ExportError({ code: 'unauthorized', message, advice });
}
