import { polygonRings } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import { ByteWriter } from './byte-writer.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { hexColour } from './material-colours.ts';
import { xmlText } from './plain-text.ts';
import { INK, type PlanItem, planLayers } from './plan-drawing.ts';
import { type PlanSheet, planSheet } from './plan-sheet.ts';

/** Decimals of millimetres on paper, for what has no place in nature. */
const DECIMALS = 3;
/** Millimetres. */
const EDGE = 0.12;

/** SVG 1.1: the site plan to scale, in millimetres, a group (a layer in Inkscape) per layer, with scale bar and north arrow. */
export async function writeSvg(scene: Scene, baseName: string): Promise<PlainFile[]> {
  const kernel = await loadPolygonKernel();
  return [{ name: `${baseName}.svg`, chunks: lazyChunks(() => svgChunks(scene, kernel)) }];
}

function* svgChunks(scene: Scene, kernel: PolygonKernel): Generator<Uint8Array> {
  const out = new ByteWriter();
  const sheet = planSheet(scene);
  out.text(head(scene, sheet));
  for (const { layer, label, items } of planLayers(scene, kernel)) {
    out.text(`<g id="${layer}" inkscape:groupmode="layer" inkscape:label="${label}">\n`);
    for (const item of items) {
      drawItem(out, item, sheet, scene.placement.decimals);
      yield* out.takeFinished();
    }
    out.text('</g>\n');
  }
  out.text(foot(scene, sheet));
  yield* out.takeAll();
}

function head({ comments }: Scene, { width, height, frame }: PlanSheet): string {
  const [w, h] = [width.toFixed(DECIMALS), height.toFixed(DECIMALS)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="${w}mm" height="${h}mm" viewBox="0 0 ${w} ${h}">`,
    `<desc>${xmlText(comments.join('; '))}</desc>`,
    `<defs><clipPath id="frame">${rectangle(frame)}</clipPath></defs>`,
    `<rect width="${w}" height="${h}" fill="#FFFFFF"/>`,
    '<g clip-path="url(#frame)">\n',
  ].join('\n');
}

function rectangle({ left, top, width, height }: PlanSheet['frame'], style = ''): string {
  const [x, y, w, h] = [left, top, width, height].map((value) => value.toFixed(DECIMALS));
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}"${style}/>`;
}

/** Places are as fine as a millimetre in nature. */
function drawItem(
  out: ByteWriter,
  { geometry, colour, width, edge, name }: PlanItem,
  sheet: PlanSheet,
  decimals: number,
): void {
  const title =
    name === undefined
      ? '/>\n'
      : `><title>${xmlText(name)}</title></${geometry.kind === 'point' ? 'circle' : 'path'}>\n`;
  const paper = (width * sheet.perMetre).toFixed(DECIMALS);
  if (geometry.kind === 'point') {
    const [x, y] = sheet.toSheet(geometry.x, geometry.y).map((value) => value.toFixed(decimals));
    const radius = ((width * sheet.perMetre) / 2).toFixed(DECIMALS);
    out.text(`<circle cx="${x}" cy="${y}" r="${radius}" fill="${hexColour(colour)}" fill-opacity="0.7"${title}`);
    return;
  }
  out.text('<path d="');
  if (geometry.kind === 'lines') {
    for (const line of geometry.lines) drawPoints(out, line, sheet, decimals);
    out.text(
      `" fill="none" stroke="${hexColour(colour)}" stroke-width="${paper}" stroke-linecap="round" stroke-linejoin="round"${title}`,
    );
    return;
  }
  for (const ring of geometry.polygons.flatMap(polygonRings)) {
    drawPoints(out, ring, sheet, decimals);
    out.text('Z');
  }
  const stroke = edge ? ` stroke="${hexColour(edge)}" stroke-width="${EDGE}" stroke-linejoin="round"` : '';
  out.text(`" fill="${hexColour(colour)}" fill-rule="evenodd"${stroke}${title}`);
}

function drawPoints(out: ByteWriter, points: Float64Array, sheet: PlanSheet, decimals: number): void {
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = sheet.toSheet(points[i]!, points[i + 1]!);
    out.text(i === 0 ? 'M' : 'L');
    out.fixed(x, decimals);
    out.text(' ');
    out.fixed(y, decimals);
  }
}

function foot({ attributions }: Scene, sheet: PlanSheet): string {
  const { frame, bar, arrow, scale } = sheet;
  const ink = hexColour(INK);
  const text = (x: number, y: number, anchor: string, content: string) =>
    `<text x="${x.toFixed(DECIMALS)}" y="${y.toFixed(DECIMALS)}" text-anchor="${anchor}">${xmlText(content)}</text>`;
  const right = bar.left + bar.width;
  const tick = `M${bar.left} ${bar.top - 1.5}V${bar.top}H${right}V${bar.top - 1.5}`;
  return [
    '</g>',
    rectangle(frame, ` fill="none" stroke="${ink}" stroke-width="0.25"`),
    `<g id="legend" font-family="sans-serif" font-size="3" fill="${ink}">`,
    `<path id="scale-bar" d="${tick}" fill="none" stroke="${ink}" stroke-width="0.4"/>`,
    text(bar.left, bar.top - 2.5, 'start', '0'),
    text(right, bar.top - 2.5, 'middle', `${bar.metres} m`),
    text(bar.left, bar.top + 5, 'start', `1:${scale}   ${attributions.join('; ')}`),
    `<path id="north-arrow" d="M${arrow.x} ${arrow.top}L${arrow.x + 2.5} ${arrow.bottom - 4}L${arrow.x} ${arrow.bottom - 5.5}L${arrow.x - 2.5} ${arrow.bottom - 4}Z"/>`,
    text(arrow.x, arrow.bottom, 'middle', 'N'),
    '</g>',
    '</svg>\n',
  ].join('\n');
}
