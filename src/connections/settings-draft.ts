import type { ConnectionSettings } from './connection-store.ts';
import { checkEndpoint, isSameServer, withoutSlash } from './endpoint.ts';

/** What stands in the settings form. */
export interface SettingsDraft extends ConnectionSettings {
  readonly endpoint: string;
  readonly forwarder: boolean;
  /** Whether the token was entered since the form opened. */
  readonly tokenTyped: boolean;
}

export interface DraftProblems {
  readonly endpoint?: string;
  readonly token?: string;
}

export function draftOf(
  { connectionId, endpoint, token, remember, forwarder = false }: ConnectionSettings,
  preset: string,
): SettingsDraft {
  return { connectionId, endpoint: endpoint ?? preset, token, remember, forwarder, tokenTyped: false };
}

/**
 * Checks the form. A token that was entered for one server does not move to another by itself.
 * @param preset the endpoint of the runtime configuration
 */
export function checkDraft(
  draft: SettingsDraft,
  saved: ConnectionSettings,
  preset: string,
): { readonly settings: RemoteDraft | ConnectionSettings } | { readonly problems: DraftProblems } {
  if (draft.connectionId === 'remote') return checkRemoteDraft(draft, saved, preset);
  const { endpoint, token, remember, forwarder = false } = saved;
  return { settings: { connectionId: 'embedded', endpoint, token, remember, forwarder } };
}

/** Checked settings of a remote connection. */
export interface RemoteDraft extends ConnectionSettings {
  readonly endpoint: string;
  readonly forwarder: boolean;
}

/** As {@link checkDraft}, whichever engine is chosen. */
export function checkRemoteDraft(
  draft: SettingsDraft,
  { endpoint }: ConnectionSettings,
  preset: string,
): { readonly settings: RemoteDraft } | { readonly problems: DraftProblems } {
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
      forwarder: draft.forwarder && canForward(address.endpoint, preset),
    },
  };
}

/** Whether the forwarder of this page's server serves an endpoint: it serves the configured one and no other. */
export function canForward(endpoint: string, preset: string): boolean {
  const checked = checkEndpoint(endpoint);
  return 'endpoint' in checked && checked.endpoint === withoutSlash(preset);
}
