import { useId } from 'react';
import { classNames } from './class-names.ts';
import { FieldError } from './field.tsx';
import styles from './radio-cards.module.css';

export interface RadioCard<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly description?: string;
}

export interface RadioCardsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly RadioCard<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  /** `grid` is for many values: short labels side by side, and below them the description of the chosen one. */
  readonly layout?: 'cards' | 'grid';
  readonly error?: string | undefined;
}

/** One of a few values, each a card with room for a description. */
export function RadioCards<T extends string>(props: RadioCardsProps<T>) {
  const { label, value, options, onChange, disabled, layout = 'cards', error } = props;
  const id = useId();
  const chosen = options.find((option) => option.value === value);
  const isDescribed = (option: RadioCard<T>) => option.description && (layout === 'cards' || option === chosen);
  return (
    <div
      className={classNames(styles.group, layout === 'grid' && styles.grid)}
      role="radiogroup"
      aria-labelledby={id}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <span className={styles.legend} id={id}>
        {label}
      </span>
      {options.map((option) => (
        <label key={option.value} className={styles.card}>
          <input
            className={styles.radio}
            type="radio"
            name={id}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            disabled={disabled}
            aria-labelledby={`${id}-${option.value}`}
            aria-describedby={isDescribed(option) ? `${id}-${option.value}-description` : undefined}
          />
          <span className={styles.label} id={`${id}-${option.value}`}>
            {option.label}
          </span>
          {layout === 'cards' && <Description id={`${id}-${option.value}-description`} text={option.description} />}
        </label>
      ))}
      {layout === 'grid' && chosen && (
        <Description id={`${id}-${chosen.value}-description`} text={chosen.description} />
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

function Description({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  return (
    text && (
      <span className={styles.description} id={id}>
        {text}
      </span>
    )
  );
}
