import { useId } from 'react';
import type { Capabilities } from '../contract/capabilities.ts';
import { Button } from '../ui/button.tsx';
import { CubeIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import type { RequestChoices } from './choices.ts';
import styles from './export-bar.module.css';
import { type ExportSituation, exportBlocker } from './export-blocker.ts';
import { type FieldErrors, otherErrors } from './field-errors.ts';
import { fitChoices } from './fit-choices.ts';

export interface ExportBarProps extends ExportSituation {
  /** The request form's id. */
  readonly form: string;
  readonly capabilities: Capabilities;
  readonly value: RequestChoices;
  /** Why the last request was refused; the fields that the form does not show are named here. */
  readonly fieldErrors?: FieldErrors | undefined;
  readonly submitLabel?: string;
}

const COST = {
  free: 'Free: runs in your browser',
  'may-cost': 'May cost money: the service charges your token',
} as const;

/** The button that sends the request form, with what an export costs, or why it cannot start. */
export function ExportBar(props: ExportBarProps) {
  const { form, capabilities, value, fieldErrors, submitLabel = 'Export' } = props;
  const reason = useId();
  const blocker = exportBlocker(fitChoices(value, capabilities).choices, capabilities, props);
  const refusals = otherErrors(fieldErrors);
  return (
    <div className={styles.bar}>
      {refusals.length > 0 && <Notice tone="error">{refusals.join(' ')}</Notice>}
      <Button
        variant="primary"
        type="submit"
        form={form}
        icon={<CubeIcon size={18} />}
        disabled={blocker !== undefined}
        aria-describedby={reason}
      >
        {submitLabel}
      </Button>
      <p className={styles.reason} id={reason} role="status">
        {blocker ?? COST[capabilities.cost]}
      </p>
    </div>
  );
}
