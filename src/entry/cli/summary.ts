import { fusedText } from '../../contract/fused-text.ts';
import type { Report } from '../../engine/report.ts';

/** A few lines on a finished export. */
export function summary(
  { box, counts, heights, solids, fused = [], sources, notes, notice, request }: Report,
  out: string,
): string {
  const [width, height] = box.size.map((metres) => metres.toFixed(1));
  const closed = solids.reduce((total, layer) => total + layer.closed, 0);
  const lines = [
    `${out}: ${request.format}, ${width} m × ${height} m, ${counts.triangles} triangles, ${closed} of ${counts.bodies} bodies closed`,
    ...(request.include.includes('buildings')
      ? [
          `${counts.buildings} buildings; heights: ${heights.measured} measured, ${heights.levels} from levels, ${heights.assumed} assumed`,
        ]
      : []),
    ...solids
      .filter(({ open }) => open.length > 0)
      .map(({ layer, open }) => `${layer}: not closed: ${open.join(', ')}`),
    ...fused.map((file) => `${file.name}: fused into ${fusedText(file, String)}`),
    ...(counts.skipped + counts.repaired > 0
      ? [`${counts.skipped} objects left out, ${counts.repaired} repaired: see report.json`]
      : []),
    `Sources: ${sources.map(({ label, timestamp }) => (timestamp ? `${label} (${timestamp})` : label)).join(', ')}`,
    ...notes.map(({ note, count }) => (count > 1 ? `Note: ${note} (${count}×)` : `Note: ${note}`)),
    ...(notice ? [notice] : []),
  ];
  return `${lines.join('\n')}\n`;
}
