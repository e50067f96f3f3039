import { create } from 'zustand';
import type { ConnectionId } from '../contract/connection.ts';
import {
  browserStorage,
  forgetRemembered,
  readRemembered,
  type SettingsStorage,
  writeRemembered,
} from './remembered-settings.ts';

/** Where exports run, as the user chose it. */
export interface ConnectionSettings {
  readonly connectionId: ConnectionId;
  /** The checked endpoint that the token is for; `undefined` before one was saved: the runtime configuration's. */
  readonly endpoint: string | undefined;
  readonly token: string;
  /** Whether the settings, the token among them, stay on this device. */
  readonly remember: boolean;
  /** Whether requests go through the forwarder on this page's server; off unless chosen. */
  readonly forwarder?: boolean;
}

export interface ConnectionState extends ConnectionSettings {
  /** Whether this browser can remember anything. */
  readonly canRemember: boolean;
  engineChosen(connectionId: ConnectionId): void;
  settingsSaved(settings: ConnectionSettings): void;
  /** Forgets token and endpoint, in memory and on the device, and goes back to the free engine. */
  settingsCleared(): void;
}

const START: ConnectionSettings = {
  connectionId: 'embedded',
  endpoint: undefined,
  token: '',
  remember: false,
  forwarder: false,
};

/** The token lives in memory only, unless the user asks to remember it. */
export function createConnectionStore(storage: SettingsStorage | undefined) {
  const remembered = readRemembered(storage);

  const keep = ({ remember, connectionId, endpoint, token, forwarder = false }: ConnectionSettings) => {
    if (remember) writeRemembered(storage, { connectionId, token, forwarder, ...(endpoint && { endpoint }) });
    else forgetRemembered(storage);
  };

  return create<ConnectionState>()((set, get) => ({
    ...START,
    ...(remembered && { ...remembered, remember: true }),
    canRemember: storage !== undefined,
    engineChosen: (connectionId) => {
      set({ connectionId });
      keep(get());
    },
    settingsSaved: ({ connectionId, endpoint, token, remember, forwarder = false }) => {
      set({ connectionId, endpoint, token, remember, forwarder });
      keep(get());
    },
    settingsCleared: () => {
      set(START);
      keep(START);
    },
  }));
}

export const useConnectionStore = createConnectionStore(browserStorage());
