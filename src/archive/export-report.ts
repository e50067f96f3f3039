import * as v from 'valibot';
import { fusedText } from '../contract/fused-text.ts';
import { LAYERS } from '../contract/layers.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A field that is left out where it is missing or not as expected: an unknown server's report still tells what it can. */
const lenient = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.optional(v.fallback(v.optional(schema), undefined));

const ReportSchema = v.object({
  notice: lenient(v.string()),
  fictional: lenient(v.boolean()),
  request: lenient(v.object({ options: lenient(v.object({ left_out: lenient(v.array(v.string())) })) })),
  box: lenient(v.object({ size: v.tuple([v.number(), v.number()]) })),
  counts: lenient(v.object({ buildings: count, triangles: count })),
  heights: lenient(v.object({ measured: count, levels: count, assumed: count })),
  solids: lenient(v.array(v.object({ layer: v.string(), bodies: count, closed: count, triangles: lenient(count) }))),
  fused: lenient(
    v.array(v.object({ name: v.string(), pieces: count, triangles: count, closed: v.boolean(), crossings: count })),
  ),
  sources: lenient(
    v.array(v.object({ label: v.string(), timestamp: lenient(v.string()), licence: lenient(v.string()) })),
  ),
});

type Report = v.InferOutput<typeof ReportSchema>;

/** One line of the summary. */
export interface Fact {
  readonly term: string;
  readonly text: string;
}

/** What a user wants to know of an export before saving it. */
export interface ReportFacts {
  /** Why the model is not a real place, where it is not. */
  readonly notice: string | undefined;
  readonly facts: readonly Fact[];
  /** Triangles of each layer, by its id. */
  readonly triangles: ReadonlyMap<string, number>;
}

/** The facts in the text of a `report.json`; undefined where it is not one. */
export function reportFacts(text: string): ReportFacts | undefined {
  const report = v.safeParse(v.pipe(v.string(), v.rawTransform(parseJson), ReportSchema), text);
  if (!report.success) return undefined;
  const notice = report.output.notice ?? (report.output.fictional ? 'This city is made up.' : undefined);
  const facts = FACTS.flatMap(([term, tell]) => {
    const told = tell(report.output);
    return told ? [{ term, text: told }] : [];
  });
  return facts.length > 0 || notice ? { notice, facts, triangles: trianglesOf(report.output) } : undefined;
}

/** What the report tells of layers was counted before bodies were fused. */
function trianglesOf({ solids = [], fused }: Report): Map<string, number> {
  if (fused) return new Map();
  return new Map(
    solids.flatMap(({ layer, triangles }) => (triangles === undefined ? [] : [[layer, triangles] as const])),
  );
}

function parseJson({ dataset, addIssue, NEVER }: v.RawTransformContext<string>): unknown {
  try {
    return JSON.parse(dataset.value);
  } catch {
    addIssue({ message: 'must be JSON' });
    return NEVER;
  }
}

/** What each line says; an empty text leaves it out. */
const FACTS: readonly (readonly [term: string, tell: (report: Report) => string])[] = [
  ['Area', ({ box }) => (box ? `${number(box.size[0])} × ${number(box.size[1])} m` : '')],
  ['Layers', ({ solids }) => (solids ?? []).map(({ layer }) => layerLabel(layer)).join(', ')],
  ['Left out', ({ request }) => (request?.options?.left_out ?? []).map(layerLabel).join(', ')],
  [
    'Contents',
    ({ counts, fused }) =>
      counts ? `${number(counts.buildings)} buildings, ${number(counts.triangles)} triangles${before(fused)}` : '',
  ],
  ['Building heights', ({ heights }) => (heights ? heightsText(heights) : '')],
  ['Watertight', ({ solids, fused }) => (solids ? watertightText(solids, before(fused)) : '')],
  ['Fused', ({ fused }) => (fused ?? []).map((file) => `${file.name} is ${fusedText(file, number)}`).join('; ')],
  ['Sources', ({ sources }) => (sources ?? []).map(sourceText).join('; ')],
  ['Licences', ({ sources }) => [...new Set((sources ?? []).flatMap(({ licence }) => licence ?? []))].join('; ')],
];

/** Other facts are those of the bodies. */
function before(fused: Report['fused']): string {
  return fused ? ' before fusing' : '';
}

function heightsText({ measured, levels, assumed }: NonNullable<Report['heights']>): string {
  if (measured + levels + assumed === 0) return '';
  return `${number(measured)} measured, ${number(levels)} from storeys, ${number(assumed)} assumed`;
}

function watertightText(solids: NonNullable<Report['solids']>, when: string): string {
  const bodies = solids.reduce((sum, layer) => sum + layer.bodies, 0);
  const closed = solids.reduce((sum, layer) => sum + layer.closed, 0);
  if (bodies === 0) return '';
  return closed === bodies
    ? `Yes: ${solidsText(bodies)}${when}`
    : `No: ${number(bodies - closed)} of ${solidsText(bodies)} open${when}`;
}

function solidsText(bodies: number): string {
  return bodies === 1 ? '1 solid' : `${number(bodies)} solids`;
}

function sourceText({ label, timestamp }: { label: string; timestamp?: string | undefined }): string {
  return timestamp ? `${label} (${timestamp.slice(0, 10)})` : label;
}

function layerLabel(layer: string): string {
  return layer in LAYERS ? LAYERS[layer as keyof typeof LAYERS].label : layer;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
