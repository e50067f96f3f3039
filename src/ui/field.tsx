import {
  type HTMLAttributes,
  type HTMLInputTypeAttribute,
  type KeyboardEventHandler,
  type ReactNode,
  useId,
} from 'react';
import styles from './field.module.css';
import { WarningIcon } from './icons.tsx';

/** What a control needs to be connected with its label, hint and error. */
interface FieldIds {
  readonly id: string;
  /** For `aria-describedby`: the hint's and the error's element, where there are any. */
  readonly describedBy: string | undefined;
  /** For `aria-invalid`. */
  readonly invalid: boolean;
}

export interface FieldTexts {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Why the value is refused; announced when it appears. */
  readonly error?: string | undefined;
}

export interface FieldProps extends FieldTexts {
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A label, a control, and under it a hint or the reason why the value is refused. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(' ') || undefined;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({ id, describedBy, invalid: Boolean(error) })}
      <FieldError id={errorId} error={error} />
      {hint && (
        <span className={styles.hint} id={hintId}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** The reason why a value is refused. The live region stays in the page, so that its text is announced when it appears. */
export function FieldError({ id, error }: { readonly id?: string | undefined; readonly error: string | undefined }) {
  return (
    <div className={styles.live} aria-live="polite">
      {error && (
        <span className={styles.error} id={id}>
          <WarningIcon size={16} />
          <span>{error}</span>
        </span>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldTexts {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Shown behind the value, such as `m`. */
  readonly unit?: string;
  readonly type?: HTMLInputTypeAttribute;
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly onBlur?: () => void;
  readonly onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
  readonly disabled?: boolean;
}

/** A single-line text field. */
export function TextField({ label, hint, error, value, onChange, unit, type = 'text', ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <span className={styles.control}>
          <input
            {...rest}
            className={styles.input}
            type={type}
            id={id}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            spellCheck={false}
          />
          {unit && <span className={styles.unit}>{unit}</span>}
        </span>
      )}
    </Field>
  );
}

export interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  /** Shows the hint as a tooltip only; screen readers tell it all the same. */
  readonly compact?: boolean;
}

/** A checkbox with its label and, under it, what it means. */
export function Checkbox({ label, checked, onChange, hint, disabled, compact = false }: CheckboxProps) {
  const id = useId();
  return (
    <label className={styles.checkbox} htmlFor={id} title={compact && typeof hint === 'string' ? hint : undefined}>
      <input
        className={styles.box}
        type="checkbox"
        id={id}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <span className={styles.text}>
        <span className={styles.checkboxLabel} id={`${id}-label`}>
          {label}
        </span>
        {hint && (
          <span className={styles.hint} id={`${id}-hint`} hidden={compact}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
