import { type Box, joinBoxes } from '../box.ts';
import type { Feature, Model, Provenance, Rgb } from '../model.ts';
import { boxOfChunks } from './chunk-boxes.ts';

/** What the page needs to know of a model whose triangles stay in the worker. */
export interface ModelSummary {
  readonly layers: readonly LayerSummary[];
  /** In the model's coordinates, see {@link Model.origin}. */
  readonly box: Box;
  readonly origin: Model['origin'];
  readonly metresPerUnit: number | undefined;
  readonly hasColours: boolean;
  /** Objects of each provenance of heights. */
  readonly provenances: Readonly<Partial<Record<Provenance, number>>>;
  readonly skipped: number;
}

export interface LayerSummary {
  readonly name: string;
  readonly triangles: number;
  /** Its first colour in the file. */
  readonly colour: Rgb;
}

export function summaryOf(model: Model, boxes: readonly Float32Array[]): ModelSummary {
  const { layers, origin, metresPerUnit, hasColours, skipped } = model;
  return {
    layers: layers.map(({ name, positions, colours }) => ({
      name,
      triangles: positions.length / 9,
      colour: [colours[0]!, colours[1]!, colours[2]!],
    })),
    box: joinBoxes(boxes.map(boxOfChunks)),
    origin,
    metresPerUnit,
    hasColours,
    provenances: countProvenances(model.features),
    skipped,
  };
}

function countProvenances(features: readonly Feature[]): ModelSummary['provenances'] {
  const counts: Partial<Record<Provenance, number>> = {};
  for (const { provenance } of features) counts[provenance] = (counts[provenance] ?? 0) + 1;
  return counts;
}
