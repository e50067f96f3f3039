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
  /** `rows` sets short labels and their descriptions side by side. */
  readonly layout?: 'cards' | 'rows';
  readonly error?: string | undefined;
}

/** One of a few values, each a card with room for a description. */
export function RadioCards<T extends string>(props: RadioCardsProps<T>) {
  const { label, value, options, onChange, disabled, layout = 'cards', error } = props;
  const id = useId();
  return (
    <div
      className={classNames(styles.group, layout === 'rows' && styles.rows)}
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
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
