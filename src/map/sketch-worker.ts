import { type SketchOrder, serveSketch } from './serve-sketch.ts';

addEventListener('message', async ({ data }: MessageEvent<SketchOrder>) => postMessage(await serveSketch(data)));
