import { IconButton } from '../ui/icon-button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { layerLabel } from './layer-colours.ts';
import { lengthText } from './lengths.ts';
import styles from './preview.module.css';
import type { View } from './use-view.ts';

/** What the file says about the object that was chosen, and what can be measured of it. */
export function PickedObject({ view: { picked, unpick, summary } }: { readonly view: View }) {
  if (!picked) return null;
  const { about, layer, zRange, triangleCount, point } = picked;
  const { metresPerUnit, origin } = summary;
  const label = layerLabel(summary.layers[layer]!.name);
  const place = point.map((value, axis) => (value + origin[axis]!).toFixed(2)).join(', ');
  const facts: readonly (readonly [string, string])[] = [
    ...(about?.name && about.id ? [['Id', about.id] as const] : []),
    ['Layer', label],
    [about ? 'Top above its bottom' : 'Top above the lowest', lengthText(zRange[1] - zRange[0], metresPerUnit)],
    ['Triangles', triangleCount.toLocaleString('en')],
    ['Clicked at', place],
    ...(about?.attributes ?? []),
  ];
  return (
    <section className={styles.picked} aria-label="Chosen object" aria-live="polite">
      <header>
        <h3>
          <bdi>{about?.name ?? (about?.id || label)}</bdi>
        </h3>
        <IconButton label="Close the object" icon={<CloseIcon size={16} />} size="small" onClick={unpick} />
      </header>
      <dl>
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
