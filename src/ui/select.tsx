import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Field, type FieldTexts } from './field.tsx';
import { ChevronIcon } from './icons.tsx';

export interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Shown under the field while this option is chosen. */
  readonly hint?: string;
}

export interface SelectProps<T extends string> extends FieldTexts {
  readonly value: T;
  readonly options: readonly SelectOption<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
}

/** One of a few values, by the browser's own list. */
export function Select<T extends string>({ label, hint, error, value, options, onChange, disabled }: SelectProps<T>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Field label={label} hint={chosen?.hint ?? hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <span className={styles.control}>
          <select
            className={classNames(styles.input, styles.select)}
            id={id}
            value={value}
            onChange={(event) => onChange(event.target.value as T)}
            disabled={disabled}
            aria-invalid={invalid}
            aria-describedby={describedBy}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <span className={styles.selectArrow}>
            <ChevronIcon size={16} />
          </span>
        </span>
      )}
    </Field>
  );
}
