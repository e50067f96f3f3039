import { useState } from 'react';
import type { SizeMetres } from '../geo/bbox.ts';
import { TextField } from '../ui/field.tsx';
import styles from './area-panel.module.css';
import { parseMetres, sideText } from './area-text.ts';

interface SizeFieldsProps {
  readonly size: SizeMetres;
  /** Why a size cannot be taken; `undefined` where it can. */
  readonly problemOf: (size: SizeMetres) => string | undefined;
  readonly onSize: (size: SizeMetres) => void;
}

/** The two sides of the box in metres. What is typed counts as soon as it is a good size; until then the reason is shown. */
export function SizeFields({ size, problemOf, onSize }: SizeFieldsProps) {
  const [width, height] = size;
  return (
    <div className={styles.pair}>
      <SideField
        label="Width"
        side={width}
        size={size}
        withSide={(side) => [side, height]}
        {...{ problemOf, onSize }}
      />
      <SideField
        label="Height"
        side={height}
        size={size}
        withSide={(side) => [width, side]}
        {...{ problemOf, onSize }}
      />
    </div>
  );
}

interface SideFieldProps extends SizeFieldsProps {
  readonly label: string;
  readonly side: number;
  readonly withSide: (side: number) => SizeMetres;
}

function SideField({ label, side, size, withSide, problemOf, onSize }: SideFieldProps) {
  /** What is being typed; it lapses when the size changes elsewhere. */
  const [draft, setDraft] = useState<{ text: string; for: SizeMetres; problem: string | undefined }>();
  const current = draft?.for === size ? draft : undefined;

  const change = (text: string) => {
    const metres = parseMetres(text);
    const typed = metres === undefined ? undefined : withSide(metres);
    const problem = typed ? problemOf(typed) : 'Give a number of metres.';
    setDraft({ text, for: typed && !problem ? typed : size, problem });
    if (typed && !problem) onSize(typed);
  };
  return (
    <TextField
      label={label}
      unit="m"
      inputMode="decimal"
      autoComplete="off"
      value={current?.text ?? sideText(side)}
      onChange={change}
      onBlur={() => current?.problem || setDraft(undefined)}
      error={current?.problem}
    />
  );
}
