import { useId } from 'react';
import { Segmented } from '../ui/segmented.tsx';
import { lengthText } from './lengths.ts';
import styles from './preview.module.css';
import type { View } from './use-view.ts';
import type { Axis } from './view-options.ts';

const CHOICES = [
  { value: 'none', label: 'Off' },
  { value: 'z', label: 'Height' },
  { value: 'x', label: 'East' },
  { value: 'y', label: 'North' },
] as const;

const AXES: readonly Axis[] = ['x', 'y', 'z'];
const STEPS = 200;
/** Where a new cut begins: in the middle. */
const START = 0.5;

/** Cuts the model open along one of three directions. */
export function SectionControl({ view: { summary, settings, change } }: { readonly view: View }) {
  const slider = useId();
  const { section } = settings;
  const range = (axis: Axis) => {
    const place = AXES.indexOf(axis);
    return [summary.box.min[place]!, summary.box.max[place]!] as const;
  };
  const choose = (value: Axis | 'none') => {
    if (value === 'none') return change({ section: undefined });
    const [min, max] = range(value);
    change({ section: { axis: value, at: min + (max - min) * START } });
  };
  return (
    <fieldset className={styles.group}>
      <legend>Section</legend>
      <Segmented label="Section" value={section?.axis ?? 'none'} options={CHOICES} onChange={choose} />
      {section && (
        <div className={styles.slider}>
          <label htmlFor={slider}>Cut at</label>
          <input
            id={slider}
            type="range"
            min={0}
            max={STEPS}
            value={shareOf(section.at, range(section.axis)) * STEPS}
            onChange={(event) => {
              const [min, max] = range(section.axis);
              change({ section: { ...section, at: min + ((max - min) * Number(event.target.value)) / STEPS } });
            }}
            aria-valuetext={depthText()}
          />
          <output htmlFor={slider}>{depthText()}</output>
        </div>
      )}
    </fieldset>
  );

  function depthText(): string {
    return section ? lengthText(section.at - range(section.axis)[0], summary.metresPerUnit) : '';
  }
}

function shareOf(value: number, [min, max]: readonly [number, number]): number {
  return max > min ? (value - min) / (max - min) : 1;
}
