import type { ConnectionSettings } from './connection-store.ts';
import { checkEndpoint, isSameServer } from './endpoint.ts';

/** What stands in the settings form. */
export interface SettingsDraft extends ConnectionSettings {
  readonly endpoint: string;
  /** Whether the token was entered since the form opened. */
  readonly tokenTyped: boolean;
}

export interface DraftProblems {
  readonly endpoint?: string;
  readonly token?: string;
}

export function draftOf(
  { connectionId, endpoint, token, remember }: ConnectionSettings,
  preset: string,
): SettingsDraft {
  return { connectionId, endpoint: endpoint ?? preset, token, remember, tokenTyped: false };
}

/**
 * Checks the form. A token that was entered for one server does not move to another by itself.
 * @param preset the endpoint of the runtime configuration
 */
export function checkDraft(
  draft: SettingsDraft,
  saved: ConnectionSettings,
  preset: string,
): { readonly settings: ConnectionSettings } | { readonly problems: DraftProblems } {
  const { endpoint, token, remember } = saved;
  if (draft.connectionId === 'embedded') {
    return { settings: { connectionId: 'embedded', endpoint, token, remember } };
  }
  const address = checkEndpoint(draft.endpoint);
  if ('problem' in address) return { problems: { endpoint: address.problem } };
  const entered = draft.token.trim();
  if (!entered) return { problems: { token: 'Enter your token' } };
  if (!draft.tokenTyped && !isSameServer(address.endpoint, endpoint ?? preset)) {
    return { problems: { token: `The saved token belongs to another server: enter the one for ${address.endpoint}` } };
  }
  return {
    settings: {
      connectionId: 'remote',
      endpoint: address.endpoint,
      token: entered,
      remember: draft.remember,
    },
  };
}
