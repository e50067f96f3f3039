import styles from './preview.module.css';

const WAYS = [
  ['Turn', 'drag · one finger · arrow keys'],
  ['Move', 'right button or Shift and drag · two fingers · Shift and arrow keys'],
  ['Zoom', 'wheel · pinch · + and −'],
  ['Choose', 'click · tap · Enter at the cross in the middle'],
  ['Whole model', 'F'],
  ['From above, from a side', 'T, S'],
  ['Measure', 'M, then two points'],
] as const;

/** How to move about. Its text also describes the view to screen readers. */
export function ViewHelp() {
  return (
    <details className={styles.help}>
      <summary>Mouse, touch and keys</summary>
      <dl>
        {WAYS.map(([what, how]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
