import { useId } from 'react';
import { Checkbox } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { layerColour, layerLabel, PROVENANCE_COLOURS } from './layer-colours.ts';
import type { Provenance, Rgb } from './model.ts';
import styles from './preview.module.css';
import type { View } from './use-view.ts';
import type { ColourBy } from './view-options.ts';
import type { ModelSummary } from './viewer/model-summary.ts';

const COLOUR_LABELS: Readonly<Record<ColourBy, string>> = { file: 'File', layer: 'Layer', height: 'Heights' };

const PROVENANCE_LABELS: Readonly<Record<Provenance, string>> = {
  measured: 'Measured',
  levels: 'From storeys',
  assumed: 'Assumed',
  unknown: 'Not told',
};

interface LayerListProps {
  readonly view: View;
  /** Without switches: nothing is drawn that they would change. */
  readonly isPlain: boolean;
}

/** The layers with their triangles, each to be shown or hidden, and what the colours mean. */
export function LayerList({ view, isPlain }: LayerListProps) {
  const { summary, settings, change } = view;
  const { hidden, colourBy } = settings;
  const toggle = (index: number, shown: boolean) =>
    change({ hidden: shown ? hidden.filter((other) => other !== index) : [...hidden, index] });
  const choices = colourChoices(summary);
  return (
    <fieldset className={styles.group}>
      <legend>Layers</legend>
      <ul className={styles.layers} aria-label="Layers of the model">
        {summary.layers.map(({ name, triangles, colour }, index) => (
          <li key={name}>
            {isPlain ? (
              <span>{layerLabel(name)}</span>
            ) : (
              <Checkbox
                label={layerLabel(name)}
                checked={!hidden.includes(index)}
                onChange={(shown) => toggle(index, shown)}
              />
            )}
            <span className={styles.count}>{triangles.toLocaleString('en')}</span>
            <Swatch colour={colourBy === 'file' ? colour : layerColour(name, index)} />
          </li>
        ))}
      </ul>
      {!isPlain && choices.length > 1 && (
        <Segmented
          label="Colours by"
          value={colourBy}
          options={choices.map((value) => ({ value, label: COLOUR_LABELS[value] }))}
          onChange={(value) => change({ colourBy: value })}
        />
      )}
      {!isPlain && colourBy === 'height' && <HeightLegend provenances={summary.provenances} />}
    </fieldset>
  );
}

function colourChoices({ hasColours, provenances }: ModelSummary): ColourBy[] {
  const tellsHeights = Object.keys(provenances).some((provenance) => provenance !== 'unknown');
  return [...(hasColours ? (['file'] as const) : []), 'layer', ...(tellsHeights ? (['height'] as const) : [])];
}

function HeightLegend({ provenances }: Pick<ModelSummary, 'provenances'>) {
  const caption = useId();
  return (
    <>
      <p id={caption} className={styles.count}>
        Where heights come from
      </p>
      <ul className={styles.layers} aria-labelledby={caption}>
        {Object.entries(PROVENANCE_LABELS).map(([provenance, label]) => (
          <li key={provenance}>
            <span>{label}</span>
            <span className={styles.count}>{(provenances[provenance as Provenance] ?? 0).toLocaleString('en')}</span>
            <Swatch colour={PROVENANCE_COLOURS[provenance as Provenance]} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Swatch({ colour }: { readonly colour: Rgb }) {
  return <span className={styles.swatch} style={{ background: `rgb(${colour.join(' ')})` }} aria-hidden="true" />;
}
