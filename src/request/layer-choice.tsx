import { useId } from 'react';
import { LAYERS, type LayerId } from '../contract/layers.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, FieldError } from '../ui/field.tsx';
import styles from './request-form.module.css';

interface LayerChoiceProps {
  readonly offered: readonly LayerId[];
  readonly value: readonly LayerId[];
  readonly onChange: (layers: readonly LayerId[]) => void;
  readonly error: string | undefined;
}

/** The layers as checkboxes; their order is that of the offer, whatever was clicked first. */
export function LayerChoice({ offered, value, onChange, error }: LayerChoiceProps) {
  const id = useId();
  const reason = value.length === 0 ? 'A model needs at least one layer.' : error;
  const toggle = (layer: LayerId, checked: boolean) =>
    onChange(offered.filter((other) => (other === layer ? checked : value.includes(other))));
  const isLong = offered.length > 3;
  return (
    <fieldset className={styles.group} aria-describedby={reason ? `${id}-error` : undefined}>
      <legend className={styles.legend}>Layers</legend>
      {isLong && (
        <p className={styles.allOrNone}>
          <span aria-live="polite">
            {value.length} of {offered.length}
          </span>
          <Button variant="quiet" size="small" aria-label="All layers" onClick={() => onChange(offered)}>
            All
          </Button>
          <Button variant="quiet" size="small" aria-label="No layers" onClick={() => onChange([])}>
            None
          </Button>
        </p>
      )}
      <div className={isLong ? styles.columns : styles.group}>
        {offered.map((layer) => (
          <Checkbox
            key={layer}
            label={LAYERS[layer].label}
            hint={LAYERS[layer].description}
            compact={isLong}
            checked={value.includes(layer)}
            onChange={(checked) => toggle(layer, checked)}
          />
        ))}
      </div>
      <FieldError id={`${id}-error`} error={reason} />
    </fieldset>
  );
}
