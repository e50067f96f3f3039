import { useState } from 'react';
import {
  ENCODINGS,
  FACES,
  type FormatOptionId,
  GROUPINGS,
  NORMALS,
  PLAN_STYLES,
  UNITS,
  UP_AXES,
  XY_ORIGINS,
  Z_ORIGINS,
} from '../contract/format-options.ts';
import { optionsOf } from '../contract/format-settings.ts';
import { FORMATS, type FormatId } from '../contract/formats.ts';
import { Checkbox, FieldError, TextField } from '../ui/field.tsx';
import { ChevronIcon } from '../ui/icons.tsx';
import { Select, type SelectOption } from '../ui/select.tsx';
import { type RequestChoices, writtenFormats } from './choices.ts';
import { type FieldErrors, fieldError } from './field-errors.ts';
import { crsProblem, type FormatChoices, precisionProblem, scaleProblem, shownValue } from './format-choices.ts';
import styles from './request-form.module.css';

/** The options that are a choice among a few words. */
type WordOption = Exclude<FormatOptionId, 'scale' | 'precision' | 'crs' | 'meshopt' | 'instancing' | 'fuse'>;

const WORDS: Readonly<Record<WordOption, { label: string; options: readonly SelectOption<string>[] }>> = {
  up_axis: { label: 'Up axis', options: words(UP_AXES, { z: 'z', y: 'y' }) },
  unit: {
    label: 'Unit',
    options: Object.entries(UNITS).map(([value, { label }]) => ({ value, label })),
  },
  xy_origin: {
    label: 'Place 0',
    options: words(XY_ORIGINS, { middle: 'The middle', corner: 'The south-west corner' }),
  },
  z_origin: {
    label: 'Height 0',
    options: words(Z_ORIGINS, { datum: 'The terrain’s datum', zero: 'The lowest point' }),
  },
  encoding: { label: 'Encoding', options: words(ENCODINGS, { binary: 'Binary', ascii: 'Text' }) },
  faces: { label: 'Faces', options: words(FACES, { triangles: 'Triangles', quads: 'Quads' }) },
  group_by: { label: 'Objects', options: words(GROUPINGS, { building: 'One per building', layer: 'One per layer' }) },
  plan: { label: 'Plan', options: words(PLAN_STYLES, { site: 'Site plan', 'figure-ground': 'Figure-ground' }) },
  normals: { label: 'Normals', options: words(NORMALS, { none: 'None', flat: 'Flat', smooth: 'Smooth' }) },
};

function words<Id extends string>(hints: Readonly<Record<Id, string>>, labels: Readonly<Record<Id, string>>) {
  return (Object.keys(hints) as Id[]).map((value) => ({ value, label: labels[value], hint: hints[value] }));
}

interface FormatOptionsProps {
  readonly value: RequestChoices;
  /** The formats that the connection offers. */
  readonly offered: readonly FormatId[];
  readonly onChange: (changes: Partial<RequestChoices>) => void;
  readonly errors: FieldErrors | undefined;
}

/** How the files are written, and which formats go beside the chosen one: folded away, showing only what applies. */
export function FormatOptions({ value, offered, onChange, errors }: FormatOptionsProps) {
  const [opened, setOpened] = useState(false);
  const formats = writtenFormats(value);
  const known = optionsOf(formats);
  const choices = value.format_options;
  const choose = (changed: Partial<FormatChoices>) => onChange({ format_options: { ...choices, ...changed } });
  const refusal = (option: string) => fieldError(errors, `options.${option}`);
  const scale = scaleProblem(choices.scale) ?? refusal('scale');
  const precision = precisionProblem(choices.precision) ?? refusal('precision');
  const crs = crsProblem(choices.crs) ?? refusal('crs');
  const wrong = Boolean(scale ?? precision ?? crs ?? refusal('formats')) || known.some((option) => refusal(option));
  return (
    <details
      className={styles.options}
      open={opened || wrong}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        File options
        <ChevronIcon size={16} />
      </summary>
      <div className={styles.optionFields}>
        {(Object.keys(WORDS) as WordOption[])
          .filter((option) => known.includes(option))
          .map((option) => (
            <Select
              key={option}
              label={WORDS[option].label}
              value={shownValue(option, choices, formats) ?? ''}
              options={WORDS[option].options}
              onChange={(chosen) => choose({ [option]: chosen })}
              error={refusal(option)}
            />
          ))}
        {known.includes('scale') && (
          <TextField
            label="Scale 1:"
            value={choices.scale}
            onChange={(typed) => choose({ scale: typed })}
            placeholder={String(shownValue('scale', { ...choices, scale: undefined as never }, formats))}
            inputMode="decimal"
            autoComplete="off"
            hint="fit: as large as a print bed of 200 mm holds"
            error={scale}
          />
        )}
        {known.includes('precision') && (
          <TextField
            label="Decimals"
            value={choices.precision}
            onChange={(typed) => choose({ precision: typed })}
            placeholder="auto"
            inputMode="numeric"
            autoComplete="off"
            hint="Of coordinates in text. auto: a millimetre in nature or finer; fewer may open seams"
            error={precision}
          />
        )}
        {known.includes('crs') && (
          <TextField
            label="Reference system"
            value={choices.crs}
            onChange={(typed) => choose({ crs: typed })}
            placeholder={String(shownValue('crs', { ...choices, crs: undefined as never }, formats))}
            autoComplete="off"
            hint="utm: the zone of the model’s middle; local: metres from it; or a code with its definition: EPSG:2056 +proj=somerc …"
            error={crs}
          />
        )}
        {known.includes('meshopt') && (
          <Checkbox
            label="Compress"
            hint="Smaller GLB with meshopt; older programs cannot open it"
            checked={choices.meshopt ?? false}
            onChange={(meshopt) => choose({ meshopt })}
          />
        )}
        {known.includes('instancing') && (
          <Checkbox
            label="GPU instances"
            hint="Trees as EXT_mesh_gpu_instancing in GLB; programs without it show only one of each"
            checked={choices.instancing ?? false}
            onChange={(instancing) => choose({ instancing })}
          />
        )}
        {known.includes('fuse') && (
          <Checkbox
            label="Fuse into one solid"
            hint="Unites ground, buildings and all else that overlaps, without faces inside: for programs that refuse overlapping bodies. Takes longer (STL, 3MF, OBJ, PLY)"
            checked={choices.fuse ?? false}
            onChange={(fuse) => choose({ fuse })}
          />
        )}
        <FurtherFormats value={value} offered={offered} onChange={onChange} error={refusal('formats')} />
      </div>
    </details>
  );
}

interface FurtherFormatsProps extends Omit<FormatOptionsProps, 'errors'> {
  readonly error: string | undefined;
}

/** Formats that are written beside the chosen one, from the same model. */
function FurtherFormats({ value, offered, onChange, error }: FurtherFormatsProps) {
  const others = offered.filter((format) => format !== value.format);
  const toggle = (format: FormatId, checked: boolean) =>
    onChange({
      formats: offered.filter((other) => (other === format ? checked : value.formats.includes(other))),
    });
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>In the same ZIP also</legend>
      {others.map((format) => (
        <Checkbox
          key={format}
          label={FORMATS[format].label}
          checked={value.formats.includes(format)}
          onChange={(checked) => toggle(format, checked)}
        />
      ))}
      <FieldError error={error} />
    </fieldset>
  );
}
