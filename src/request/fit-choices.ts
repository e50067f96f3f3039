import type { Capabilities } from '../contract/capabilities.ts';
import { FORMATS } from '../contract/formats.ts';
import { LAYERS } from '../contract/layers.ts';
import { FIRST_CHOICES, type RequestChoices, withData } from './choices.ts';

export interface FittedChoices {
  readonly choices: RequestChoices;
  /** One sentence for each choice that had to give way. */
  readonly changes: readonly string[];
}

/**
 * The choices as far as a connection offers them, and what replaces the others. The given choices stay as they are, so
 * that they come back with a connection that offers them.
 */
export function fitChoices(choices: RequestChoices, capabilities: Capabilities): FittedChoices {
  const changes: string[] = [];
  const fitted = [fitFormat, fitFurtherFormats, fitLayers, fitSeparateFiles, fitData].reduce(
    (before, step) => step(before, capabilities, changes),
    choices,
  );
  return { choices: fitted, changes };
}

type Fit = (choices: RequestChoices, capabilities: Capabilities, changes: string[]) => RequestChoices;

const fitFormat: Fit = (choices, { formats }, changes) => {
  const [first] = formats;
  if (formats.includes(choices.format) || !first) return choices;
  changes.push(`${FORMATS[choices.format].label} is not offered here: ${FORMATS[first].label} is chosen instead.`);
  return { ...choices, format: first };
};

const fitFurtherFormats: Fit = (choices, { formats, options }, changes) => {
  const missing = choices.formats.filter((format) => !options || !formats.includes(format));
  if (missing.length === 0) return choices;
  changes.push(`${missing.map((format) => FORMATS[format].label).join(', ')} in the same ZIP: not offered here.`);
  return { ...choices, formats: choices.formats.filter((format) => !missing.includes(format)) };
};

const fitLayers: Fit = (choices, { layers }, changes) => {
  const include = choices.include.filter((layer) => layers.includes(layer));
  if (include.length === choices.include.length) return choices;
  // What nobody chose need not be told to be missing.
  if (choices.include === FIRST_CHOICES.include && include.length > 0) return { ...choices, include };
  const missing = choices.include.filter((layer) => !layers.includes(layer)).map((layer) => LAYERS[layer].label);
  const instead = include.length === 0 ? layers.slice(0, 1) : include;
  const names = instead.map((layer) => LAYERS[layer].label).join(', ');
  changes.push(`${missing.join(', ')}: not offered here. The model has ${names}.`);
  return { ...choices, include: instead };
};

const fitSeparateFiles: Fit = (choices, { separateFiles }, changes) => {
  if (!choices.separate_files || separateFiles) return choices;
  changes.push('A file for each layer is not offered here: the model is one file.');
  return { ...choices, separate_files: false };
};

const fitData: Fit = (choices, { data }, changes) => {
  const [first] = data;
  if (!first || data.some(({ id }) => id === choices.data)) return choices;
  changes.push(`The chosen data is not offered here: ${first.label} is chosen instead.`);
  return withData(choices, first.id);
};
