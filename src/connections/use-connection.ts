import type { AppConfig } from '../contract/config.ts';
import type { Connection } from '../contract/connection.ts';
import { type ConnectionSettings, useConnectionStore } from './connection-store.ts';
import { embeddedConnection } from './embedded.ts';
import { withoutSlash } from './endpoint.ts';
import { remoteConnection } from './remote.ts';
import { remoteSettings } from './remote-settings.ts';

interface RemoteKey {
  readonly endpoint: string;
  readonly token: string;
  readonly forwarder: boolean;
}

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
  const settings = useConnectionStore();
  return settings.connectionId === 'remote'
    ? remoteFor(config, remoteKey(settings, config))
    : connectionsOf(config).embedded;
}

/**
 * A connection to where an export of an earlier visit was started: with the token where the settings hold it for that
 * endpoint, otherwise without one.
 * @param endpoint of the export; undefined for the engine in the page
 */
export function connectionTo(config: AppConfig, endpoint: string | undefined): Connection {
  if (endpoint === undefined) return connectionsOf(config).embedded;
  const key = remoteKey(useConnectionStore.getState(), config);
  if (key.endpoint === endpoint) return remoteFor(config, key);
  return remoteConnection(remoteSettings({ endpoint, token: '', forwarder: false }));
}

function remoteKey({ endpoint, token, forwarder = false }: ConnectionSettings, config: AppConfig): RemoteKey {
  return { endpoint: endpoint ?? withoutSlash(config.remoteEndpoint), token, forwarder };
}

function connectionsOf(config: AppConfig): Connections {
  const known = connections.get(config);
  if (known) return known;
  const fresh: Connections = { embedded: embeddedConnection(config) };
  connections.set(config, fresh);
  return fresh;
}

function remoteFor(config: AppConfig, key: RemoteKey): Connection {
  const known = connectionsOf(config);
  const { remote } = known;
  if (remote?.endpoint === key.endpoint && remote.token === key.token && remote.forwarder === key.forwarder) {
    return remote.connection;
  }
  const connection = remoteConnection(remoteSettings(key));
  known.remote = { ...key, connection };
  return connection;
}
