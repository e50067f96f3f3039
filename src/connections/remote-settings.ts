import type { RemoteSettings } from './remote-request.ts';

/** Where the server of this page hands requests on to the configured endpoint, if it does. */
const FORWARDER_PATH = '/proxy/3dcityloader';

/** What a remote connection needs, with the network and the address of this page. */
export function remoteSettings({
  endpoint,
  token,
  forwarder,
}: {
  readonly endpoint: string;
  readonly token: string;
  readonly forwarder: boolean;
}): RemoteSettings {
  return {
    endpoint,
    token,
    fetch: (...request) => globalThis.fetch(...request),
    securePage: location.protocol === 'https:',
    ...(forwarder && { forwarder: new URL(FORWARDER_PATH, location.href).href }),
  };
}
