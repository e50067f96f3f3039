import styles from './preview.module.css';

interface CompassProps {
  /** Compass direction of the view, radians. */
  readonly yaw: number;
  readonly onNorth: () => void;
}

/** An arrow to the north; pressed, it turns north up. */
export function Compass({ yaw, onNorth }: CompassProps) {
  const degrees = Math.round((-yaw * 180) / Math.PI);
  return (
    <button type="button" className={styles.compass} aria-label="Turn north up" title="Turn north up" onClick={onNorth}>
      <svg viewBox="-20 -20 40 40" width={40} height={40} aria-hidden="true">
        <g transform={`rotate(${degrees})`}>
          <path className={styles.needle} d="M0 -15 4.5 3 0 1 -4.5 3Z" />
          <text y={14} textAnchor="middle" transform={`rotate(${-degrees} 0 10)`}>
            N
          </text>
        </g>
      </svg>
    </button>
  );
}
