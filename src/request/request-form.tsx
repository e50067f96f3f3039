import type { FormEvent } from 'react';
import type { Capabilities } from '../contract/capabilities.ts';
import { FORMATS } from '../contract/formats.ts';
import { Checkbox, FieldError } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { RadioCards } from '../ui/radio-cards.tsx';
import { type RequestChoices, withData } from './choices.ts';
import { EngineOptions } from './engine-options.tsx';
import { type FieldErrors, fieldError } from './field-errors.ts';
import { fitChoices } from './fit-choices.ts';
import { FormatOptions } from './format-options.tsx';
import { LayerChoice } from './layer-choice.tsx';
import styles from './request-form.module.css';

export interface RequestFormProps {
  /** Ties the export bar's button to the form. */
  readonly id: string;
  /** What can be asked for: the form offers exactly this. */
  readonly capabilities: Capabilities;
  readonly value: RequestChoices;
  readonly onChange: (value: RequestChoices) => void;
  /** Why the last request was refused, per field. */
  readonly fieldErrors?: FieldErrors | undefined;
  readonly onSubmit: () => void;
}

/** Format, layers and options of the model. Its button stands in the export bar. */
export function RequestForm({ id, capabilities, value, onChange, fieldErrors, onSubmit }: RequestFormProps) {
  const { choices, changes } = fitChoices(value, capabilities);
  const change = (changed: Partial<RequestChoices>) => onChange({ ...value, ...changed });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };

  return (
    <form className={styles.form} id={id} onSubmit={submit} noValidate>
      {changes.length > 0 && <Notice tone="warning">{changes.join(' ')}</Notice>}
      {capabilities.data.length > 0 && (
        <RadioCards
          label="Data"
          value={choices.data}
          options={capabilities.data.map(({ id, label, description }) => ({ value: id, label, description }))}
          onChange={(data) => onChange(withData(value, data))}
          error={fieldError(fieldErrors, 'options.data')}
        />
      )}
      <RadioCards
        label="Format"
        layout="grid"
        value={choices.format}
        options={capabilities.formats.map((id) => ({
          value: id,
          label: FORMATS[id].label,
          description: `${FORMATS[id].purpose}. Opens in ${FORMATS[id].programs}.`,
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
      {capabilities.options && (
        <>
          <FormatOptions value={choices} offered={capabilities.formats} onChange={change} errors={fieldErrors} />
          <EngineOptions value={choices} onChange={change} errors={fieldErrors} />
        </>
      )}
    </form>
  );
}
