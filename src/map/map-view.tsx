import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as LibreMap, NavigationControl, ScaleControl } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { RetryIcon } from '../ui/icons.tsx';
import { showGraticule } from './graticule-layer.ts';
import { loadStyle } from './load-style.ts';
import styles from './map-view.module.css';
import { plainColours, plainStyle } from './plain-style.ts';
import { startedWith, swapStyle } from './swap-style.ts';

/** What lies under the box: not known yet, the configured style, or the built-in plain grid. */
export type BaseMap = 'loading' | 'styled' | 'plain';

interface MapViewProps {
  /** MapLibre style of the base map. */
  readonly styleUrl: string;
  /** Told the map once it can be drawn on, and null when it goes. */
  readonly onMap: (map: LibreMap | null) => void;
  readonly onBasemap: (baseMap: BaseMap) => void;
}

/** The map. It starts as a plain grid, so that drawing works at once and without network; the base map comes when it can. */
export function MapView({ styleUrl, onMap, onBasemap }: MapViewProps) {
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<LibreMap | null>(null);
  const [baseMap, setBaseMap] = useState<BaseMap>('loading');
  const [attempt, setAttempt] = useState(0);
  const [incomplete, setIncomplete] = useState(false);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    if (!container.current) return;
    try {
      const ready = (started: LibreMap | null) => {
        setMap(started);
        onMap(started);
      };
      return startMap(container.current, ready, () => setIncomplete(true));
    } catch {
      setBroken(true);
    }
  }, [onMap]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks for another try
  useEffect(() => {
    if (!map) return;
    const abort = new AbortController();
    setBaseMap('loading');
    setIncomplete(false);
    loadStyle(styleUrl, abort.signal).then(
      (style) => {
        if (abort.signal.aborted) return;
        swapStyle(map, style);
        setBaseMap('styled');
      },
      () => !abort.signal.aborted && setBaseMap('plain'),
    );
    return () => abort.abort();
  }, [map, styleUrl, attempt]);

  useEffect(() => onBasemap(baseMap), [baseMap, onBasemap]);
  usePlainMap(baseMap === 'styled' ? null : map);

  const retry = () => setAttempt((n) => n + 1);
  return (
    <div className={styles.view}>
      <div ref={container} className={styles.map} />
      {broken && (
        <Hint baseMap={baseMap}>
          This browser cannot show the map (no WebGL). Type coordinates or search an address instead.
        </Hint>
      )}
      {baseMap === 'plain' && (
        <Hint baseMap={baseMap} onRetry={retry}>
          No base map<span className={styles.detail}>: a plain grid is shown</span>.
        </Hint>
      )}
      {baseMap === 'styled' && incomplete && (
        <Hint baseMap={baseMap} onRetry={retry}>
          Parts of the base map could not be loaded.
        </Hint>
      )}
    </div>
  );
}

interface HintProps {
  readonly children: ReactNode;
  readonly baseMap: BaseMap;
  readonly onRetry?: () => void;
}

function Hint({ children, baseMap, onRetry }: HintProps) {
  return (
    <p className={styles.hint} role="status" data-base={baseMap} data-covers-map>
      <span>{children}</span>
      {onRetry && (
        <Button size="small" variant="quiet" icon={<RetryIcon size={16} />} onClick={onRetry}>
          Try again
        </Button>
      )}
    </p>
  );
}

function startMap(
  container: HTMLElement,
  onReady: (map: LibreMap | null) => void,
  onIncomplete: () => void,
): () => void {
  const style = plainStyle(plainColours(container));
  const map = new LibreMap({
    container,
    style,
    center: [8, 30],
    zoom: 1.5,
    maxPitch: 0,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: { compact: false },
  });
  startedWith(map, style);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
  map.on('error', onIncomplete);
  map.once('load', () => onReady(map));
  return () => {
    onReady(null);
    map.remove();
  };
}

/** The graticule in the page's colours, while the plain grid is shown. */
function usePlainMap(map: LibreMap | null): void {
  useEffect(() => {
    if (!map) return;
    const recolour = () => swapStyle(map, plainStyle(plainColours(map.getContainer())));
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', recolour);
    const theme = new MutationObserver(recolour);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const hideGraticule = showGraticule(map);
    return () => {
      scheme.removeEventListener('change', recolour);
      theme.disconnect();
      hideGraticule();
    };
  }, [map]);
}
