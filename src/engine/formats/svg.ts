import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import { ByteWriter } from './byte-writer.ts';
import type { PlainFile, Scene } from './format.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { hexColour } from './material-colours.ts';
import { xmlText } from './plain-text.ts';
import { INK, planLayers } from './plan-drawing.ts';
import { type PlanSheet, planSheet } from './plan-sheet.ts';
import { PAPER_DECIMALS, SvgItems } from './svg-items.ts';

/** SVG 1.1: the site plan to scale, in millimetres, a group (a layer in Inkscape) per layer, with scale bar and north arrow. */
export async function writeSvg(scene: Scene, baseName: string): Promise<PlainFile[]> {
  const kernel = await loadPolygonKernel();
  return [{ name: `${baseName}.svg`, chunks: lazyChunks(() => svgChunks(scene, kernel)) }];
}

function* svgChunks(scene: Scene, kernel: PolygonKernel): Generator<Uint8Array> {
  const out = new ByteWriter();
  const sheet = planSheet(scene);
  const elements = new SvgItems(out, sheet, scene.placement.decimals);
  out.text(head(scene, sheet));
  for (const { layer, label, items } of planLayers(scene, kernel)) {
    out.text(`<g id="${layer}" inkscape:groupmode="layer" inkscape:label="${label}">\n`);
    for (const item of items) {
      elements.write(item);
      yield* out.takeFinished();
    }
    out.text('</g>\n');
  }
  out.text(foot(scene, sheet));
  yield* out.takeAll();
}

function head({ comments }: Scene, { width, height, frame }: PlanSheet): string {
  const [w, h] = [width.toFixed(PAPER_DECIMALS), height.toFixed(PAPER_DECIMALS)];
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
  const [x, y, w, h] = [left, top, width, height].map((value) => value.toFixed(PAPER_DECIMALS));
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}"${style}/>`;
}

function foot({ attributions }: Scene, sheet: PlanSheet): string {
  const { frame, bar, arrow, scale } = sheet;
  const ink = hexColour(INK);
  const text = (x: number, y: number, anchor: string, content: string) =>
    `<text x="${x.toFixed(PAPER_DECIMALS)}" y="${y.toFixed(PAPER_DECIMALS)}" text-anchor="${anchor}">${xmlText(content)}</text>`;
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
