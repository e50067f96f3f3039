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

/** The theme that the system asks for. */
export function systemTheme(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
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
