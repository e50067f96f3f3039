import { useId } from 'react';
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
}

/** One of a few values, each a card with room for a description. */
export function RadioCards<T extends string>({ label, value, options, onChange, disabled }: RadioCardsProps<T>) {
  const id = useId();
  return (
    <div className={styles.group} role="radiogroup" aria-labelledby={id}>
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
            aria-describedby={option.description ? `${id}-${option.value}-description` : undefined}
          />
          <span className={styles.label} id={`${id}-${option.value}`}>
            {option.label}
          </span>
          {option.description && (
            <span className={styles.description} id={`${id}-${option.value}-description`}>
              {option.description}
            </span>
          )}
        </label>
      ))}
    </div>
  );
}
