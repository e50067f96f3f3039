import { useEffect, useId, useRef } from 'react';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { boxSize } from './box.ts';
import { Compass } from './compass.tsx';
import { layerLabel } from './layer-colours.ts';
import { lengthText, sizeText } from './lengths.ts';
import { LineOverlay } from './line-overlay.tsx';
import styles from './preview.module.css';
import type { View } from './use-view.ts';
import { useViewInput } from './use-view-input.ts';
import { ViewToolbar } from './view-toolbar.tsx';

interface ViewOverlayProps {
  readonly view: View;
  readonly onSavePicture: () => void;
}

/** What lies over the picture: it takes mouse, touch and keys, and carries lines, tools and the compass. */
export function ViewOverlay({ view, onSavePicture }: ViewOverlayProps) {
  const surface = useRef<HTMLDivElement>(null);
  const description = useId();
  const input = useViewInput(surface, view.actions);
  useSize(surface, view.resized);
  return (
    <div className={styles.overlay} data-dark={view.settings.dark}>
      <div
        ref={surface}
        className={styles.surface}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the view is moved by keys
        tabIndex={0}
        aria-label="3D view of the model"
        aria-describedby={description}
        data-tool={view.tool}
        {...input}
      >
        <LineOverlay view={view} />
        <span className={styles.cross} aria-hidden="true" />
      </div>
      <VisuallyHidden>
        <span id={description}>{describe(view)}</span>
        <span aria-live="polite">{view.said}</span>
      </VisuallyHidden>
      <ViewToolbar view={view} onSavePicture={onSavePicture} />
      {view.camera && <Compass yaw={view.camera.yaw} onNorth={view.turnNorth} />}
    </div>
  );
}

function describe({ summary: { box, layers, metresPerUnit } }: View): string {
  const names = layers.map(({ name }) => layerLabel(name)).join(', ');
  const height = lengthText(boxSize(box)[2], metresPerUnit);
  return (
    `${names}; ${sizeText(boxSize(box).slice(0, 2), metresPerUnit)} and ${height} high. Arrow keys turn, with Shift ` +
    'they move, plus and minus zoom, F fits, T looks from above, S from a side, M measures, Enter chooses what is in the middle.'
  );
}

function useSize(element: React.RefObject<HTMLElement | null>, onSize: View['resized']): void {
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(() => {
      if (target.clientWidth > 0 && target.clientHeight > 0) onSize([target.clientWidth, target.clientHeight]);
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, onSize]);
}
