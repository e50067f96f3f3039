import type { AppConfig } from '../contract/config.ts';
import type { Connection } from '../contract/connection.ts';
import { type ConnectionSettings, useConnectionStore } from './connection-store.ts';
import { embeddedConnection } from './embedded.ts';
import { remoteConnection } from './remote.ts';

type RemoteKey = Pick<ConnectionSettings, 'token'> & { readonly endpoint: string };

interface Connections {
  readonly embedded: Connection;
  remote?: RemoteKey & { readonly connection: Connection };
}

const connections = new WeakMap<AppConfig, Connections>();

/**
 * The connection that new exports go to. The same settings give the same object to every component, so that there is
 * one engine per page.
 */
export function useConnection(config: AppConfig): Connection {
  const connectionId = useConnectionStore((state) => state.connectionId);
  const endpoint = useConnectionStore((state) => state.endpoint) ?? config.remoteEndpoint;
  const token = useConnectionStore((state) => state.token);
  return connectionId === 'remote' ? remoteFor(config, { endpoint, token }) : connectionsOf(config).embedded;
}

function connectionsOf(config: AppConfig): Connections {
  const known = connections.get(config);
  if (known) return known;
  const fresh: Connections = { embedded: embeddedConnection(config) };
  connections.set(config, fresh);
  return fresh;
}

function remoteFor(config: AppConfig, { endpoint, token }: RemoteKey): Connection {
  const known = connectionsOf(config);
  if (known.remote?.endpoint !== endpoint || known.remote.token !== token) {
    const fetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request);
    known.remote = {
      endpoint,
      token,
      connection: remoteConnection({ endpoint: withoutSlash(endpoint), token, fetch }),
    };
  }
  return known.remote.connection;
}

/** The configured endpoint is written by hand. */
function withoutSlash(endpoint: string): string {
  return endpoint.replace(/\/+$/, '');
}
