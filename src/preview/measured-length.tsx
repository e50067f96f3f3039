import { difference } from './camera.ts';
import { lengthText } from './lengths.ts';
import styles from './preview.module.css';
import type { View } from './use-view.ts';

/** The distance between two points, while measuring. */
export function MeasuredLength({ view: { tool, points, summary } }: { readonly view: View }) {
  if (tool !== 'measure') return null;
  const [from, to] = points;
  return (
    <section className={styles.picked} aria-label="Measurement" aria-live="polite">
      {from && to ? (
        <Lengths offset={difference(to, from)} metresPerUnit={summary.metresPerUnit} />
      ) : (
        <p>{from ? 'Choose the second point.' : 'Choose the first point: click, tap, or press Enter.'}</p>
      )}
    </section>
  );
}

interface LengthsProps {
  readonly offset: readonly [x: number, y: number, z: number];
  readonly metresPerUnit: number | undefined;
}

function Lengths({ offset: [x, y, z], metresPerUnit }: LengthsProps) {
  const rows = [
    ['Distance', Math.hypot(x, y, z)],
    ['On the level', Math.hypot(x, y)],
    ['Upwards', z],
  ] as const;
  return (
    <dl>
      {rows.map(([term, length]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{lengthText(length, metresPerUnit)}</dd>
        </div>
      ))}
    </dl>
  );
}
