import type { SourceRecord } from './sources/source.ts';

/** A program's name and version. */
export interface Software {
  readonly name: string;
  readonly version: string;
}

const OSM_NOTICE = 'Contains information from OpenStreetMap, available under the Open Database License (ODbL) 1.0.';

/** A plain sentence where any source describes a made-up place. */
export function fictionalNotice(sources: readonly SourceRecord[]): string | undefined {
  const labels = unique(sources.filter(({ fictional }) => fictional).map(({ label }) => label));
  if (labels.length === 0) return undefined;
  return `This model shows a made-up place: ${labels.join(' and ')} is not data of the real world.`;
}

/** The head of every file: what made it, from what, and under which licences. */
export function modelComments(software: Software, sources: readonly SourceRecord[]): string[] {
  return unique([
    `Made with ${software.name} ${software.version}`,
    ...notices(sources),
    ...sources.map(({ label, attribution, licence }) => `${label}: ${attribution}; licence: ${licence}`),
  ]);
}

/** What must be named where the model is shown: every source's attribution, each once. */
export function attributions(sources: readonly SourceRecord[]): string[] {
  return unique(sources.map(({ attribution }) => attribution));
}

/** The text of LICENSE.txt: every source's attribution and licence, each once. */
export function licenseText(software: Software, sources: readonly SourceRecord[]): string {
  const paragraphs = [
    ...notices(sources),
    `This model was made with ${software.name} ${software.version} from the data below. ` +
      'Whoever passes it on must name these sources and keep to their licences.',
    ...unique(sources.map(({ attribution, licence }) => JSON.stringify([attribution, licence]))).map((terms) =>
      sourceParagraph(sources.filter((source) => JSON.stringify([source.attribution, source.licence]) === terms)),
    ),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** What must be said before all else. */
function notices(sources: readonly SourceRecord[]): string[] {
  const fictional = fictionalNotice(sources);
  return [...(fictional === undefined ? [] : [fictional]), ...(sources.some(isOsm) ? [OSM_NOTICE] : [])];
}

function isOsm({ attribution, licence }: SourceRecord): boolean {
  return /OpenStreetMap/i.test(attribution) && /ODbL|Open Database/i.test(licence);
}

/** Sources that share one attribution and licence. */
function sourceParagraph(sources: readonly SourceRecord[]): string {
  const { attribution, licence } = sources[0] as SourceRecord;
  const labels = unique(sources.map(({ label }) => label));
  return `${labels.join(', ')}\n  Attribution: ${attribution}\n  Licence: ${licence}`;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
