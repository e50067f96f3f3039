import type { Map as LibreMap } from 'maplibre-gl';

/** A clean-up that does nothing once the map itself was removed, since that took everything with it. */
export function mapCleanup(map: LibreMap, cleanup: () => void): () => void {
  let removed = false;
  const onRemove = () => {
    removed = true;
  };
  map.on('remove', onRemove);
  return () => {
    map.off('remove', onRemove);
    if (!removed) cleanup();
  };
}
