import { ExportError } from '../../contract/errors.ts';
import { FORMATS, type FormatId } from '../../contract/formats.ts';
import type { Scene } from './format.ts';

/** Beyond this, programs (and browsers, which hold an unpacked file as one buffer) stop opening a file. */
const MAX_BYTES = 2 * 2 ** 30;

/** Rhino's library makes a 3DM as a whole, in ten times its size of memory: WebAssembly has room for so much. */
const MAX_3DM_BYTES = 200 * 2 ** 20;

/** Bytes that a triangle, a vertex and a body take in a format, from files of the sample city and of real ones. */
interface Weights {
  readonly triangle: number;
  readonly vertex: number;
  readonly body: number;
}

/** Meshes have about half as many vertices as triangles. Weights of text are for models of a kilometre, in metres. */
const WEIGHTS: Readonly<Record<FormatId, Weights>> = {
  stl: { triangle: 50, vertex: 0, body: 0 },
  '3mf': { triangle: 12, vertex: 16, body: 0 },
  obj: { triangle: 20, vertex: 27, body: 90 },
  glb: { triangle: 8, vertex: 36, body: 1100 },
  ply: { triangle: 13, vertex: 24, body: 0 },
  dae: { triangle: 16, vertex: 27, body: 2200 },
  usdz: { triangle: 28, vertex: 60, body: 300 },
  dxf: { triangle: 120, vertex: 140, body: 400 },
  flatgeobuf: { triangle: 0, vertex: 10, body: 500 },
  cityjson: { triangle: 24, vertex: 22, body: 400 },
  cityjsonseq: { triangle: 20, vertex: 22, body: 450 },
  geotiff: { triangle: 0, vertex: 0, body: 0 },
  ifc: { triangle: 18, vertex: 30, body: 1800 },
  svg: { triangle: 0, vertex: 8, body: 300 },
  png: { triangle: 0, vertex: 0, body: 0 },
  '3dm': { triangle: 12, vertex: 12, body: 900 },
  geojson: { triangle: 0, vertex: 12, body: 700 },
};
/** A text STL repeats its corners. */
const TEXT_STL = 210;
/** Where bodies are fused, their faces are cut where they meet: up to a third more triangles. */
const FUSED = 4 / 3;

/** About how many bytes a scene takes in a format. */
export function estimateBytes({ layers, settings }: Scene, format: FormatId): number {
  const { triangle, vertex, body } = WEIGHTS[format];
  const perTriangle = format === 'stl' && settings.encoding === 'ascii' ? TEXT_STL : triangle;
  const vertices = new Set(layers.map(({ positions }) => positions));
  let bytes = 0;
  for (const positions of vertices) bytes += (positions.length / 3) * vertex;
  for (const { triangles, bodies } of layers) bytes += (triangles.length / 3) * perTriangle + bodies.length * body;
  return settings.fuse ? bytes * FUSED : bytes;
}

/**
 * Refuses what would be too large before anything is written.
 * @throws ExportError `area-too-large`
 */
export function checkSize(
  scenes: readonly { readonly format: FormatId; readonly scene: Scene }[],
  maxBytes: number = MAX_BYTES,
  max3dmBytes: number = MAX_3DM_BYTES,
): void {
  const sizes = scenes.map(({ format, scene }) => ({ format, bytes: estimateBytes(scene, format) }));
  if (sizes.some(({ format, bytes }) => format === '3dm' && bytes > max3dmBytes)) throw tooLargeForRhino(max3dmBytes);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= maxBytes) return;
  const largest = sizes.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const gigabytes = (total / 2 ** 30).toFixed(1);
  throw new ExportError({
    code: 'area-too-large',
    message: `The model would take about ${gigabytes} GiB (most of it as ${FORMATS[largest.format].label}); files over ${maxBytes / 2 ** 30} GiB cannot be opened by most programs.`,
    advice: 'Choose a smaller area, fewer layers, or a more compact format such as GLB.',
  });
}

function tooLargeForRhino(maxBytes: number): ExportError {
  return new ExportError({
    code: 'area-too-large',
    message: `The Rhino 3DM file would take more than ${Math.round(maxBytes / 2 ** 20)} MiB, for which the memory does not suffice to make it.`,
    advice: 'Choose a smaller area, fewer layers, or another format that Rhino opens, such as OBJ.',
  });
}
