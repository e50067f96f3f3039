import { IconButton } from '../ui/icon-button.tsx';
import { MoonIcon, SunIcon } from '../ui/icons.tsx';
import styles from './preview.module.css';
import { CameraIcon, FitIcon, MeshIcon, RulerIcon, SideIcon, SizeIcon, TopIcon } from './preview-icons.tsx';
import type { View } from './use-view.ts';

const CENTER = [0, 0] as const;
const STEP = 1.4;

interface ViewToolbarProps {
  readonly view: View;
  readonly onSavePicture: () => void;
}

/** The tools over the picture. */
export function ViewToolbar({ view, onSavePicture }: ViewToolbarProps) {
  const { actions, settings, change, tool, showsSize, toggleSize } = view;
  const { dark, wireframe } = settings;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="View">
      <IconButton size="small" label="Show the whole model" icon={<FitIcon />} onClick={actions.fit} />
      <IconButton size="small" label="From above" icon={<TopIcon />} onClick={actions.top} />
      <IconButton size="small" label="From a side" icon={<SideIcon />} onClick={actions.side} />
      <IconButton
        size="small"
        label="Zoom in"
        icon={<b aria-hidden="true">+</b>}
        onClick={() => actions.zoom(1 / STEP, CENTER)}
      />
      <IconButton
        size="small"
        label="Zoom out"
        icon={<b aria-hidden="true">−</b>}
        onClick={() => actions.zoom(STEP, CENTER)}
      />
      <IconButton
        size="small"
        label="Measure"
        icon={<RulerIcon />}
        aria-pressed={tool === 'measure'}
        onClick={actions.measure}
      />
      <IconButton size="small" label="Dimensions" icon={<SizeIcon />} aria-pressed={showsSize} onClick={toggleSize} />
      <IconButton
        size="small"
        label="Wireframe"
        icon={<MeshIcon />}
        aria-pressed={wireframe}
        onClick={() => change({ wireframe: !wireframe })}
      />
      <IconButton
        size="small"
        label={dark ? 'Light background' : 'Dark background'}
        icon={dark ? <SunIcon /> : <MoonIcon />}
        onClick={() => change({ dark: !dark })}
      />
      <IconButton size="small" label="Save a picture" icon={<CameraIcon />} onClick={onSavePicture} />
    </div>
  );
}
