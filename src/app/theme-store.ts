import { useSyncExternalStore } from 'react';
import { create } from 'zustand';

export type Theme = 'light' | 'dark';

const KEY = 'cityclip.theme';

interface ThemeState {
  /** Undefined while the page follows the system. */
  readonly theme: Theme | undefined;
  themeChosen(theme: Theme): void;
}

/** Light or dark, as the user chose it on this device. */
export const useTheme = create<ThemeState>()((set) => ({
  theme: remembered(),
  themeChosen: (theme) => {
    set({ theme });
    storage()?.setItem(KEY, theme);
    applyTheme();
  },
}));

/** Puts the chosen theme on the page; without one the page follows the system. */
export function applyTheme(): void {
  const { theme } = useTheme.getState();
  if (theme) document.documentElement.dataset.theme = theme;
}

const systemDark = () => matchMedia('(prefers-color-scheme: dark)');

function subscribeToSystem(onChange: () => void): () => void {
  const query = systemDark();
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** The theme that the page shows: the chosen one, or else the system's. */
export function useShownTheme(): Theme {
  const chosen = useTheme((state) => state.theme);
  const dark = useSyncExternalStore(subscribeToSystem, () => systemDark().matches);
  return chosen ?? (dark ? 'dark' : 'light');
}

function remembered(): Theme | undefined {
  const text = storage()?.getItem(KEY);
  return text === 'light' || text === 'dark' ? text : undefined;
}

/** The browser's storage, where this page may use it. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
