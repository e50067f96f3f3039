import { IconButton } from '../ui/icon-button.tsx';
import { ChevronIcon, InfoIcon, MoonIcon, SettingsIcon, SunIcon } from '../ui/icons.tsx';
import styles from './header.module.css';
import { Logo } from './logo.tsx';
import { OpenZipButton } from './open-zip-button.tsx';
import { useShownTheme, useTheme } from './theme-store.ts';

interface HeaderProps {
  readonly onAbout: () => void;
  /** A ZIP of the user's was picked. */
  readonly onZip: (zip: File) => void;
  readonly onSettings: () => void;
  /** Whether the panel is unfolded; matters on small screens only. */
  readonly unfolded: boolean;
  readonly onFold: (folded: boolean) => void;
}

/** The name, and what concerns the whole page. */
export function Header({ onSettings, onAbout, onZip, unfolded, onFold }: HeaderProps) {
  return (
    <header className={styles.header}>
      <Logo />
      <div className={styles.name}>
        <h1 className={styles.title}>Cityclip</h1>
        <p className={styles.claim}>3D city models</p>
      </div>
      <IconButton label="About the data" icon={<InfoIcon />} onClick={onAbout} />
      <OpenZipButton onZip={onZip} />
      <ThemeButton />
      <IconButton label="Settings: where models are made" icon={<SettingsIcon />} onClick={onSettings} />
      <IconButton
        className={styles.fold}
        label={unfolded ? 'Fold the panel' : 'Unfold the panel'}
        icon={<ChevronIcon />}
        aria-expanded={unfolded}
        onClick={() => onFold(unfolded)}
      />
    </header>
  );
}

function ThemeButton() {
  const theme = useShownTheme();
  const themeChosen = useTheme((state) => state.themeChosen);
  return theme === 'dark' ? (
    <IconButton label="Light colours" icon={<SunIcon />} onClick={() => themeChosen('light')} />
  ) : (
    <IconButton label="Dark colours" icon={<MoonIcon />} onClick={() => themeChosen('dark')} />
  );
}
