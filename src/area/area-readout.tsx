import { type Bbox, bboxAreaKm2, bboxSize } from '../geo/bbox.ts';
import { Button } from '../ui/button.tsx';
import { TrashIcon } from '../ui/icons.tsx';
import styles from './area-panel.module.css';
import { areaText, sizeText } from './area-text.ts';

interface AreaReadoutProps {
  readonly bbox: Bbox;
  readonly onClear: () => void;
}

/** Width × height, area and the four sides of the box. */
export function AreaReadout({ bbox, onClear }: AreaReadoutProps) {
  const sides = ['West', 'South', 'East', 'North'].map((name, i) => [name, bbox[i]!.toFixed(6)] as const);
  return (
    <div className={styles.readout}>
      <output aria-label="Size of the area">
        <strong>{sizeText(bboxSize(bbox))}</strong> · {areaText(bboxAreaKm2(bbox))}
      </output>
      <Button size="small" variant="quiet" icon={<TrashIcon size={16} />} onClick={onClear}>
        Clear
      </Button>
      <dl className={styles.sides} aria-label="Sides of the area in degrees">
        {sides.map(([name, degrees]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{degrees}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
