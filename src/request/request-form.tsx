import { type FormEvent, useId } from 'react';
import type { Capabilities } from '../contract/capabilities.ts';
import { FORMATS } from '../contract/formats.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, FieldError } from '../ui/field.tsx';
import { CubeIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { RadioCards } from '../ui/radio-cards.tsx';
import { type RequestChoices, withData } from './choices.ts';
import { EngineOptions } from './engine-options.tsx';
import { type ExportSituation, exportBlocker } from './export-blocker.ts';
import { type FieldErrors, fieldError, otherErrors } from './field-errors.ts';
import { fitChoices } from './fit-choices.ts';
import { LayerChoice } from './layer-choice.tsx';
import styles from './request-form.module.css';

export interface RequestFormProps extends ExportSituation {
  /** What can be asked for: the form offers exactly this. */
  readonly capabilities: Capabilities;
  readonly value: RequestChoices;
  readonly onChange: (value: RequestChoices) => void;
  /** Why the last request was refused, per field. */
  readonly fieldErrors?: FieldErrors | undefined;
  readonly onSubmit: () => void;
  readonly submitLabel?: string;
}

const COST = {
  free: 'Free: runs in your browser',
  'may-cost': 'May cost money: the service charges your token',
} as const;

/** Format, layers and options of the model, and the button that starts the export. */
export function RequestForm(props: RequestFormProps) {
  const { capabilities, value, onChange, fieldErrors, onSubmit, submitLabel = 'Export' } = props;
  const { choices, changes } = fitChoices(value, capabilities);
  const blocker = exportBlocker(choices, capabilities, props);
  const change = (changed: Partial<RequestChoices>) => onChange({ ...choices, ...changed });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!blocker) onSubmit();
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.fields}>
        {changes.length > 0 && <Notice tone="warning">{changes.join(' ')}</Notice>}
        {capabilities.data.length > 0 && (
          <RadioCards
            label="Data"
            value={choices.data}
            options={capabilities.data.map(({ id, label, description }) => ({ value: id, label, description }))}
            onChange={(data) => onChange(withData(choices, data))}
            error={fieldError(fieldErrors, 'options.data')}
          />
        )}
        <RadioCards
          label="Format"
          layout="rows"
          value={choices.format}
          options={capabilities.formats.map((id) => ({
            value: id,
            label: FORMATS[id].label,
            description: FORMATS[id].purpose,
          }))}
          onChange={(format) => change({ format })}
          error={fieldError(fieldErrors, 'format')}
        />
        <LayerChoice
          offered={capabilities.layers}
          value={choices.include}
          onChange={(include) => change({ include })}
          error={fieldError(fieldErrors, 'include')}
        />
        {capabilities.separateFiles && (
          <div className={styles.group}>
            <Checkbox
              label="Separate files"
              hint="A file of its own for each layer"
              checked={choices.separate_files}
              onChange={(separate_files) => change({ separate_files })}
            />
            <FieldError error={fieldError(fieldErrors, 'separate_files')} />
          </div>
        )}
        {capabilities.options && <EngineOptions value={choices} onChange={change} errors={fieldErrors} />}
      </div>
      <SubmitRow
        label={submitLabel}
        cost={COST[capabilities.cost]}
        blocker={blocker}
        refusals={otherErrors(fieldErrors)}
      />
    </form>
  );
}

interface SubmitRowProps {
  readonly label: string;
  readonly cost: string;
  readonly blocker: string | undefined;
  readonly refusals: readonly string[];
}

/** The button, what an export costs, and why it cannot start. */
function SubmitRow({ label, cost, blocker, refusals }: SubmitRowProps) {
  const reason = useId();
  return (
    <div className={styles.submit}>
      {refusals.length > 0 && <Notice tone="error">{refusals.join(' ')}</Notice>}
      <Button
        variant="primary"
        type="submit"
        icon={<CubeIcon size={18} />}
        disabled={blocker !== undefined}
        aria-describedby={reason}
      >
        {label}
      </Button>
      <p className={styles.reason} id={reason} role="status">
        {blocker ?? cost}
      </p>
    </div>
  );
}
