import { useState } from 'react';
import {
  EDGE_RULES,
  type EdgeRule,
  LEVELS_OF_DETAIL,
  type LevelOfDetail,
  type TerrainId,
} from '../contract/options.ts';
import { Checkbox, FieldError, TextField } from '../ui/field.tsx';
import { ChevronIcon } from '../ui/icons.tsx';
import { Select, type SelectOption } from '../ui/select.tsx';
import { type RequestChoices, terrainOf } from './choices.ts';
import { type FieldErrors, fieldError } from './field-errors.ts';
import styles from './request-form.module.css';
import { numberProblem } from './typed-numbers.ts';

const TERRAIN: readonly SelectOption<TerrainId>[] = [
  { value: 'tiles', label: 'Measured', hint: 'Heights from open terrain tiles' },
  { value: 'flat', label: 'Flat', hint: 'Level ground at 0 m, without network' },
  { value: 'sample', label: 'Sample (fictional)', hint: 'Made-up hills, without network' },
];

const EDGE: readonly SelectOption<EdgeRule>[] = [
  { value: 'whole', label: 'Keep buildings whole', hint: EDGE_RULES.whole },
  { value: 'clip', label: 'Cut buildings', hint: EDGE_RULES.clip },
];

const DETAIL: readonly SelectOption<`${LevelOfDetail}`>[] = [
  { value: '2', label: 'As mapped', hint: LEVELS_OF_DETAIL[2] },
  { value: '1', label: 'Flat', hint: LEVELS_OF_DETAIL[1] },
];

interface EngineOptionsProps {
  readonly value: RequestChoices;
  readonly onChange: (changes: Partial<RequestChoices>) => void;
  readonly errors: FieldErrors | undefined;
}

/** What Cityclip's own engine can vary, folded away until it is wanted or something in it is wrong. */
export function EngineOptions({ value, onChange, errors }: EngineOptionsProps) {
  const [opened, setOpened] = useState(false);
  const problems = {
    terrain: fieldError(errors, 'options.terrain'),
    edge: fieldError(errors, 'options.edge'),
    lod: fieldError(errors, 'options.lod'),
    storey: numberProblem('storey_height', value.storey_height) ?? fieldError(errors, 'options.storey_height'),
    levels: numberProblem('default_levels', value.default_levels) ?? fieldError(errors, 'options.default_levels'),
    assume: fieldError(errors, 'options.assume_heights'),
    base: numberProblem('base_thickness', value.base_thickness) ?? fieldError(errors, 'options.base_thickness'),
  };
  const wrong = Object.values(problems).some(Boolean);
  return (
    <details
      className={styles.options}
      open={opened || wrong}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        Options
        <ChevronIcon size={16} />
      </summary>
      <div className={styles.optionFields}>
        <Select
          label="Ground heights"
          value={terrainOf(value)}
          options={TERRAIN}
          onChange={(chosen) => onChange({ terrain: chosen })}
          error={problems.terrain}
        />
        <Select
          label="Roofs"
          value={`${value.lod}`}
          options={DETAIL}
          onChange={(chosen) => onChange({ lod: chosen === '1' ? 1 : 2 })}
          error={problems.lod}
        />
        <Select
          label="At the edge of the box"
          value={value.edge}
          options={EDGE}
          onChange={(edge) => onChange({ edge })}
          error={problems.edge}
        />
        <Checkbox
          label="Assume unknown heights"
          checked={value.assume_heights}
          onChange={(assume_heights) => onChange({ assume_heights })}
          hint="From the neighbours, or by class; otherwise such buildings are left out"
        />
        <FieldError error={problems.assume} />
        <TextField
          label="Storeys if unknown"
          value={value.default_levels}
          onChange={(default_levels) => onChange({ default_levels })}
          inputMode="numeric"
          autoComplete="off"
          placeholder="by class"
          error={problems.levels}
        />
        <TextField
          label="Storey height"
          value={value.storey_height}
          onChange={(storey_height) => onChange({ storey_height })}
          unit="m"
          inputMode="decimal"
          autoComplete="off"
          error={problems.storey}
        />
        <TextField
          label="Base thickness"
          value={value.base_thickness}
          onChange={(base_thickness) => onChange({ base_thickness })}
          unit="m"
          inputMode="decimal"
          autoComplete="off"
          hint="Solid ground below the lowest point"
          error={problems.base}
        />
      </div>
    </details>
  );
}
